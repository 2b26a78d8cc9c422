using System.Text.RegularExpressions;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

internal static partial class CitationName
{
    public static string Of(Citation citation) =>
        citation.Shown(
            Blanks()
                .Replace(
                    citation.Section.Length == 0 || citation.Section == citation.Title
                        ? citation.Title
                        : $"{citation.Title}: {citation.Section}",
                    " ")
                .Trim());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
