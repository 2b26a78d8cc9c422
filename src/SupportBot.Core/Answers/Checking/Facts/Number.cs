using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>A number in a text, in one way of writing.</summary>
/// <param name="Value">With sign, without separators of thousands: <c>-1500.5</c>; a version as it stands.</param>
/// <param name="Unit">
/// What follows or precedes it, by the first name in the word file; empty where none is known.
/// </param>
/// <param name="Counts">
/// The word behind one that is written as a word and has no unit, in lower case; else empty.
/// </param>
internal readonly partial record struct Number(string Value, string Unit, string Counts = "")
{
    public static IReadOnlyList<Number> In(string text, string language)
    {
        var words = FactWords.Of(language);
        var numbers = Written().Matches(text).Select(match => new Number(Canonical(match), UnitOf(match, words)));
        var spelled = Spelled().Matches(text)
            .Where(match => words.Numbers.ContainsKey(match.Groups["word"].Value.ToLowerInvariant()))
            .Select(match => OfWord(match, words));
        return [.. numbers, .. spelled];
    }

    private static Number OfWord(Match match, FactWords words)
    {
        var next = match.Groups["next"].Value.ToLowerInvariant();
        var value = words.Numbers[match.Groups["word"].Value.ToLowerInvariant()].ToString(CultureInfo.InvariantCulture);
        return words.Units.TryGetValue(next, out var unit) ? new Number(value, unit) : new Number(value, "", next);
    }

    /// <summary>
    /// Thousands are told by groups of three behind one kind of sign, unless there is one group only and a zero before
    /// it.
    /// </summary>
    private static string Canonical(Match match)
    {
        var digits = match.Groups["digits"].Value.Normalize(NormalizationForm.FormKC);
        if (Decimals().Match(digits) is { Success: true } exact)
            digits = exact.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal)
                .Replace(".", "", StringComparison.Ordinal) + "." + exact.Groups["part"].Value;
        else if (Thousands().IsMatch(digits))
            digits = digits.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        else if (digits.Count(character => character == ',') == 1) digits = digits.Replace(',', '.');
        return (match.Groups["sign"].Value is "-" or "−" ? "-" : "")
            + (digits.TrimStart('0') is { Length: > 0 } bare && char.IsDigit(bare[0]) ? bare : digits);
    }

    private static string UnitOf(Match match, FactWords words)
    {
        if (match.Groups["money"].Success)
            return Known(
                match.Groups["money"].Value switch { "$" => "dollar", "€" => "euro", var sign => sign }, words);
        return match.Groups["after"].Value switch
        {
            "$" => "dollar",
            "€" => "euro",
            var name => Known(name, words),
        };
    }

    private static string Known(string name, FactWords words) =>
        words.Units.GetValueOrDefault(name.ToLowerInvariant(), "");

    [GeneratedRegex(
        @"(?<![\p{L}\d.,])(?:(?<![-\p{L}\d]\s?)(?<sign>[-−])(?=[\d$€]))?(?<money>[$€£]\s?)?(?<digits>\d+(?:[.,]\d+)*)"
            + @"(?:[\s\u00a0-]?(?<after>%|\$|€|\p{L}+))?|(?<=\p{L})(?<digits>\d+(?:[.,]\d+)*)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\b(?<word>\p{L}{3,7})\b(?:(?=[\s-](?<next>\p{L}+)))?", RegexOptions.CultureInvariant)]
    private static partial Regex Spelled();

    [GeneratedRegex(@"^(?:(?<whole>[1-9]\d{0,2}(?:,\d{3})+)\.|(?<whole>[1-9]\d{0,2}(?:\.\d{3})+),)(?<part>\d+)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
