using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SupportBot;

/// <summary>
/// Limits every regular expression that does not limit itself: a text of a visitor or a document can make a
/// backtracking expression run for hours. It is compiled into each project, so that it runs before the first expression
/// there.
/// </summary>
internal static class RegexTimeout
{
    private const string Setting = "REGEX_DEFAULT_MATCH_TIMEOUT";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification =
        "The generated expressions read the setting once, when they are first used.")]
    internal static void Limit()
    {
        if (AppContext.GetData(Setting) is null) AppDomain.CurrentDomain.SetData(Setting, TimeSpan.FromSeconds(1));
    }
}
