using Microsoft.Extensions.Options;

namespace SupportBot.Settings;

internal static class InvalidSettings
{
    // .NET throws one exception per wrong section and combines several into one. Empty if the exception has another
    // cause.
    public static IReadOnlyList<string> Of(Exception e) => e switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
