using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge.Including;

// Lines are from 1 and inclusive; null means the first or last line. Name is a marked section; null means the whole
// file.
internal sealed partial record IncludedPart(int? First, int? Last, string? Name)
{
    public static readonly IncludedPart Whole = new(null, null, null);

    // The range is 3:7, 3,7 or the name of a section; options are ln[3:7], lines=3..7, tag=name or :lines: 3-7.
    public static IncludedPart Of(string range, string options)
    {
        if (Lines().Match(range) is { Success: true } own) return OfLines(own);
        if (range.Length > 0) return new(null, null, range);
        if (LinesOption().Match(options) is { Success: true } lines) return OfLines(lines);
        return NameOption().Match(options) is { Success: true } name
            ? new(null, null, name.Groups["name"].Value) : Whole;
    }

    // Without the lines that mark sections.
    public IEnumerable<string> Of(IReadOnlyList<string> lines)
    {
        var from = Math.Clamp((First ?? 1) - 1, 0, lines.Count);
        var to = Math.Clamp(Last ?? lines.Count, from, lines.Count);
        var isIn = Name is null;
        for (var i = from; i < to; i++)
            if (Mark().Match(lines[i]) is not { Success: true } mark)
            {
                if (isIn) yield return lines[i];
            }
            else if (mark.Groups["name"].Value == Name) isIn = mark.Groups["begin"].Success;
    }

    private static IncludedPart OfLines(Match lines) =>
        new(Number(lines.Groups["first"].Value), Number(lines.Groups["last"].Value), null);

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(?<first>\d*)[:,](?<last>\d*)", RegexOptions.NonBacktracking)]
    private static partial Regex Lines();

    [GeneratedRegex(
        @"(?:\bln\[|\blines=[""']?|:lines:\s*)(?<first>\d*)(?::|\.\.|-)(?<last>\d*)", RegexOptions.NonBacktracking)]
    private static partial Regex LinesOption();

    [GeneratedRegex(@"\btags?=[""']?(?<name>[\w.-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex NameOption();

    // --8<-- [start:name], tag::name[], ANCHOR: name
    [GeneratedRegex(
        @"-8<-+\s*\[(?:(?<begin>start)|end):(?<name>[\w.-]+)\]|(?:(?<begin>\btag)|\bend)::(?<name>[\w.-]+)\[\]"
            + @"|(?:(?<begin>\bANCHOR)|\bANCHOR_END): ?(?<name>[\w.-]+)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
