using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Drafts;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>
/// Sets what a writer took over from its passages as an answer may show it: of a link that a cited passage has, the
/// words alone; a placeholder such as <c>&lt;name&gt;</c>, which would be HTML, as code. What no cited passage has
/// stays, and fails.
/// </summary>
internal static partial class Mending
{
    public static DraftPart Of(DraftPart part, IReadOnlyList<Source> cited) =>
        part.Shape == DraftShape.Code ? part : part with
    {
        Body = Strange().Replace(part.Body, match => match switch
        {
            _ when match.Groups["words"].Success
                && cited.Any(source => source.Has($"]({match.Groups["url"].Value})")) => match.Groups["words"].Value,
            _ when match.Groups["placeholder"].Success && cited.Any(source => source.Has(match.Value)) =>
                $"`{match.Value}`",
            _ => match.Value,
        }),
    };

    /// <summary>Code, which stays; a link; a placeholder.</summary>
    [GeneratedRegex(
        @"(?<ticks>`+)[^`]+\k<ticks>|(?<!!)\[(?<words>[^\[\]()]+)\]\((?<url>[^()\s]+)\)"
            + @"|(?<placeholder><\p{L}[\w.-]*(?: [\w.-]+)*>)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Strange();
}
