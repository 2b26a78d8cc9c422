using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>What of a message is language, by which the language is told.</summary>
internal static partial class NaturalText
{
    /// <summary>The text without code, quotations, paths, addresses, options, versions and identifiers.</summary>
    public static string Of(string text) => NotLanguage().Replace(text, " ");

    [GeneratedRegex(
        @"```[\s\S]*?```|`[^`]*`|""[^""\n]*""|„[^“”""\n]*[“”""]|“[^”\n]*”|(?<!\S)--?[A-Za-z][\w:=.-]*"
            + @"|(?<!\S)\S*(\w[\\/@=_]\S|[\\/]\w|\d|\w\.\w|\w:\w|[a-z][A-Z])\S*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NotLanguage();
}
