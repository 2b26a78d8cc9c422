using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>A piece of a drafted answer that is judged and said as a whole.</summary>
/// <param name="Lead">What stands before it and sets it: spaces, line ends, the mark of an item or heading.</param>
/// <param name="Body">Its Markdown, with markers.</param>
/// <param name="Shape">How it is set.</param>
/// <param name="IsWhole">False where the text ended in the middle of it.</param>
internal sealed partial record DraftPart(string Lead, string Body, DraftShape Shape, bool IsWhole = true)
{
    private const int LongestRange = 10;

    /// <summary>The numbers that it cites, each once.</summary>
    public IReadOnlyList<int> Markers { get; } =
        Shape == DraftShape.Code ? [] : [.. Marker().Matches(Body).SelectMany(Numbers).Distinct()];

    /// <summary>Without markers.</summary>
    public string Bare => Replaced(_ => "").Trim();

    /// <summary>It announces what follows.</summary>
    public bool IsLeadIn => Bare.TrimEnd('*', '_') is [.., ':' or '：'];

    /// <summary>With other numbers for those that it cites.</summary>
    public string Renumbered(Func<int, int> number) => Replaced(marker =>
        string.Concat(Numbers(marker).Select(number).Distinct()
            .Select(other => $"{(marker.Value[0] == ' ' ? " " : "")}[{other}]")));

    private string Replaced(Func<Match, string> marker) =>
        Shape == DraftShape.Code
            ? Body
            : Marker().Replace(Body, match => match.Groups["code"].Success ? match.Value : marker(match));

    private static IEnumerable<int> Numbers(Match marker)
    {
        if (marker.Groups["code"].Success) return [];
        var ranges = Range().Matches(marker.Value.Normalize(NormalizationForm.FormKC)).SelectMany(range =>
        {
            var from = int.Parse(range.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
            var to = range.Groups["to"] is { Success: true } group
                ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)
                : from;
            return Enumerable.Range(from, Math.Clamp(to - from + 1, 1, LongestRange));
        });
        // Behind the first number of 【1†L2-L5】 stand lines.
        return marker.Value.Contains('【') ? ranges.Take(1) : ranges;
    }

    /// <summary>
    /// A mark of a source: <c>[1]</c>, <c>[1, 2]</c> and <c>[1-3]</c>, and what models write in place of it:
    /// <c>[^1]</c>, <c>[Source 1]</c>, <c>【1†source】</c> and superscripts. No link and no definition of one.
    /// </summary>
    internal const string Mark =
        @"(?:\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\](?!\()|\[\^\d{1,3}\^?\](?![:(])|\[\p{L}{2,12}\.?\s\d{1,3}\](?![:(])"
        + @"|【\d{1,3}[^】\n]{0,60}】|(?<=\p{L}{3}|[.!?,;:""”)\]])[\u00b9\u00b2\u00b3\u2074-\u2079])";

    /// <summary>Such a mark, <c>(1)</c> at the end; and code, in which brackets are no markers.</summary>
    [GeneratedRegex(
        @"(?<code>(?<ticks>`+)[^`]+\k<ticks>)| ?" + Mark + @"(?<!^\[[\d,\s–-]+\](?=:))| ?\(\d{1,2}\)(?=[.!?:]?$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?<from>[0-9]{1,3})(?:\s*[–-]\s*(?<to>[0-9]{1,3}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}

internal enum DraftShape
{
    Sentence,
    Heading,
    Item,

    /// <summary>An item of a numbered list.</summary>
    Step,

    /// <summary>A line of a table.</summary>
    Row,

    /// <summary>A fenced block.</summary>
    Code,
}
