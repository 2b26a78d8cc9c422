using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>A piece of a drafted answer that is judged and said as a whole.</summary>
/// <param name="Lead">What stands before it and sets it: spaces, line ends, the mark of an item or heading.</param>
/// <param name="Body">Its Markdown, with markers.</param>
/// <param name="Shape">How it is set.</param>
/// <param name="IsWhole">False where the text ended in the middle of it.</param>
internal sealed partial record DraftPart(string Lead, string Body, DraftShape Shape, bool IsWhole = true)
{
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

    private static IEnumerable<int> Numbers(Match marker) => marker.Groups["code"].Success ? []
        : Digits().Matches(marker.Value).Select(digits => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>
    /// <c>[1]</c> or <c>[1, 2]</c>, no link and no definition of one; and code, in which brackets are no markers.
    /// </summary>
    [GeneratedRegex(
        @"(?<code>(?<ticks>`+)[^`]+\k<ticks>)| ?\[\d{1,3}(?:\s*,\s*\d{1,3})*\](?!\()(?<!^\[[\d,\s]+\](?=:))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
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
