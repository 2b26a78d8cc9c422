using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Benchmarks.Claims;

/// <summary>Turns a true sentence into a false one; null where the sentence has nothing to turn.</summary>
/// <param name="Class">The class, as the reference for the gate has it.</param>
/// <param name="Group">The bar that it belongs to; empty for none.</param>
/// <param name="Of">The false sentence.</param>
internal sealed partial record Mutation(string Class, string Group, Func<CitedSentence, Names, Random, string?> Of)
{
    internal static readonly string[] Units =
    [
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "%",
        "KB",
        "MB",
        "GB",
        "TB",
        "thousand",
        "million",
        "billion",
        "miles",
        "km",
    ];
    private static readonly string[] Addresses =
    [
        "https://evil.test/login",
        "[here](https://evil.test)",
        "www.evil.test",
        "evil.com/x",
        "help@evil.test",
    ];
    internal static readonly string[] Strong = ["must", "should"];
    internal static readonly string[] Weak = ["may", "can"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("1 number changed", "number", (s, _, r) => Replace(Integer(), s, r, match => Other(match.Value, r))),
        new(
            "2 unit changed",
            "unit",
            (s, _, r) =>
                Replace(
                    WithUnit(), s, r,
                    match => match.Groups["number"].Value + Swap(Units, match.Groups["unit"].Value, r))),
        new(
            "3 order of magnitude changed", "number",
            (s, _, r) => Replace(Integer(), s, r, match => match.Value + "0")),
        new(
            "4 date or duration changed", "number",
            (s, _, r) => Replace(Date(), s, r, match => Shifted(match.Value, r))),
        new("5 version changed", "number", (s, _, r) => Replace(Version(), s, r, match => Shifted(match.Value, r))),
        new(
            "6 name of another conversation", "name",
            (s, names, r) => Replace(Name(), s, r, _ => names.Elsewhere(s.Task, r))),
        new(
            "6 name of the same passages", "",
            (s, _, r) => Replace(Name(), s, r, match => Names.Beside(s, match.Value, r))),
        new(
            "7, 8 path, file, command or setting changed", "code",
            (s, _, r) => Replace(Technical(), s, r, match => Changed(match.Value, r))),
        new(
            "9 address added", "link",
            (s, _, r) => Replace(Word(), s, r, match => $"{match.Value} {Addresses[r.Next(Addresses.Length)]}")),
        new("10 negation added", "", (s, _, r) => Replace(Auxiliary(), s, r, match => match.Value + " not")),
        new(
            "10 negation removed",
            "",
            (s, _, r) =>
                Replace(
                    Negation(),
                    s,
                    r,
                    match =>
                        match.Value.StartsWith("can", StringComparison.OrdinalIgnoreCase)
                            ? "can"
                            : match.Groups["verb"].Value)),
        new(
            "11 modal changed",
            "",
            (s, _, r) =>
                Replace(Modal(), s, r, match => Swap(match.Value is "may" or "can" ? Strong : Weak, match.Value, r))),
        new("12 condition turned", "", (s, _, r) => Replace(Condition(), s, r, match => Opposite(match.Value))),
        new("13 comparative turned", "", (s, _, r) => Replace(Comparative(), s, r, match => Opposite(match.Value))),
        new("19 scope widened", "", (s, _, r) => Replace(Scope(), s, r, _ => "all")),
    ];

    private static readonly (string One, string Other)[] Opposites =
    [
        ("if", "unless"),
        ("only", "also"),
        ("before", "after"),
        ("more", "less"),
        ("higher", "lower"),
        ("larger", "smaller"),
        ("longer", "shorter"),
        ("at least", "at most"),
        ("minimum", "maximum"),
        ("first", "last"),
        ("above", "below"),
        ("increase", "decrease"),
        ("except", "including"),
    ];

    private static string? Replace(Regex pattern, CitedSentence sentence, Random random, Func<Match, string?> other)
    {
        var body = sentence.Part.Body;
        var matches = pattern.Matches(body);
        if (matches.Count == 0) return null;
        var match = matches[random.Next(matches.Count)];
        return other(match) is { } text && text != match.Value
            ? body[..match.Index] + text + body[(match.Index + match.Length)..]
            : null;
    }

    internal static string Other(string number, Random random)
    {
        var at = random.Next(number.Length);
        return number[..at] + (char)('0' + ((number[at] - '0' + 1 + random.Next(8)) % 10)) + number[(at + 1)..];
    }

    internal static string Shifted(string text, Random random)
    {
        var digits = Digits().Matches(text);
        var match = digits[random.Next(digits.Count)];
        return text[..match.Index]
            + (int.Parse(match.Value, CultureInfo.InvariantCulture) + 1 + random.Next(5)).ToString(
                CultureInfo.InvariantCulture)
            + text[(match.Index + match.Length)..];
    }

    internal static string Changed(string text, Random random)
    {
        var at = 1 + random.Next(text.Length - 1);
        return char.IsLetter(text[at])
            ? text[..at] + (text[at] is 'x' or 'X' ? 'q' : 'x') + text[(at + 1)..]
            : text + "x";
    }

    internal static string Swap(string[] words, string word, Random random)
    {
        string[] others =
        [
            .. words.Where(other => !other.TrimEnd('s').Equals(word.TrimEnd('s'), StringComparison.OrdinalIgnoreCase)),
        ];
        return others[random.Next(others.Length)];
    }

    internal static string Opposite(string word)
    {
        var (one, other) = Opposites.First(pair =>
            pair.One.Equals(word, StringComparison.OrdinalIgnoreCase)
            || pair.Other.Equals(word, StringComparison.OrdinalIgnoreCase));
        return one.Equals(word, StringComparison.OrdinalIgnoreCase) ? other : one;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?<![\w.,-])\d+(?![\w,.]*\d)(?!\.\s*$)", Options)]
    internal static partial Regex Integer();

    [GeneratedRegex(
        @"(?<number>\d+\s)(?<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|%|[KMGT]B|thousand|million"
            + @"|billion|miles?|km)(?!\w)",
        Options)]
    internal static partial Regex WithUnit();

    [GeneratedRegex(
        @"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}\b"
            + @"|\b(?:1[5-9]|20)\d\d\b|\b\d+\s(?=(?:minutes?|hours?|days?|weeks?|months?|years?)\b)",
        RegexOptions.CultureInvariant)]
    internal static partial Regex Date();

    [GeneratedRegex(@"\bv?\d+\.\d+(?:\.\d+)*\b", Options)]
    internal static partial Regex Version();

    /// <summary>A word with a capital that does not open the sentence.</summary>
    [GeneratedRegex(@"(?<=[a-z,]\s)[A-Z][a-z]{3,}(?:\s[A-Z][a-z]+)*\b", RegexOptions.CultureInvariant)]
    public static partial Regex Name();

    [GeneratedRegex(
        @"`[^`]{3,}`|(?<![\w/])[\w.-]*[/\\][\w./\\-]{2,}\w|\b\w+(?:_\w+)+\b|--[a-z][\w-]+|\b\w{2,}\.(?:js|json|yaml"
            + @"|yml|py|exe|txt|xml|html|sh)\b",
        Options)]
    internal static partial Regex Technical();

    [GeneratedRegex(
        @"\b(?:is|are|was|were|can|will|should|must|does|do|has|have)\b(?!\s+(?:not|no|never)\b)(?!n't)", Options)]
    internal static partial Regex Auxiliary();

    [GeneratedRegex(
        @"\bcannot\b|\bcan't\b|\b(?<verb>is|are|was|were|can|will|should|must|does|do|did|has|have|may)(?:\snot\b"
            + @"|n't\b)",
        Options)]
    internal static partial Regex Negation();

    [GeneratedRegex(@"\b(?:may|must|should|can)\b(?!\s+not)", RegexOptions.CultureInvariant)]
    internal static partial Regex Modal();

    [GeneratedRegex(@"\b(?:if|unless|only|except)\b", Options)]
    internal static partial Regex Condition();

    [GeneratedRegex(
        @"\b(?:before|after|more|less|higher|lower|larger|smaller|longer|shorter|at least|at most|minimum|maximum"
            + @"|first|last|above|below|increase|decrease)\b",
        Options)]
    internal static partial Regex Comparative();

    [GeneratedRegex(@"\b(?:some|several|many|most|certain)\b", Options)]
    internal static partial Regex Scope();

    /// <summary>A plain word within the sentence.</summary>
    [GeneratedRegex(@"(?<=[a-z] )[a-z]{3,}(?= [a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
