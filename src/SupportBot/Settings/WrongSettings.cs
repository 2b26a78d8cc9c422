using Microsoft.Extensions.Options;

namespace SupportBot.Settings;

/// <summary>What the check of all sections at the start has found.</summary>
internal static class WrongSettings
{
    /// <summary>The messages, each beginning with its setting's name; empty where the exception is about something else.</summary>
    /// <remarks>.NET throws one exception for each section that is wrong, and puts several into one.</remarks>
    public static IReadOnlyList<string> Of(Exception e) => e switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => [.. several.InnerExceptions.SelectMany(Of)],
        _ => [],
    };
}
