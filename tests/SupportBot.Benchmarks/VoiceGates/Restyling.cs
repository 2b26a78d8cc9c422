using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Voice;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>
/// Restyles a whole answer without touching a fact: greeting, contractions, active voice, other words, sentences split
/// and joined, second person, closing.
/// </summary>
internal static partial class Restyling
{
    private static readonly string[] Greetings = ["Good question!", "Happy to help!", "Hi there!", "Sure thing!"];
    private static readonly string[] Closings = ["I hope that helps!", "Just ask if anything is unclear.", "Enjoy!"];

    private static readonly (string From, string To)[] Words =
    [
        ("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"),
        ("are not", "aren't"), ("was not", "wasn't"), ("cannot", "can't"), ("will not", "won't"),
        ("should not", "shouldn't"), ("has not", "hasn't"), ("have not", "haven't"), ("it is", "it's"),
        ("that is", "that's"), ("there is", "there's"), ("you will", "you'll"), ("you are", "you're"),
        ("in order to", "to"), ("utilize", "use"), ("utilizes", "uses"), ("therefore", "so"),
        ("allows you to", "lets you"), ("allow you to", "let you"), ("additional", "extra"), ("via", "through"),
        ("select", "choose"), ("ensure", "make sure"), ("requires", "needs"), ("provides", "gives you"),
        ("obtain", "get"), ("such as", "like"), ("prior to", "before"), ("in the event that", "if"),
        ("approximately", "about"), ("attempt to", "try to"), ("assist", "help"), ("numerous", "many"),
        ("multiple", "several"), ("however", "still"), ("perform", "carry out"), ("located", "found"),
        ("is able to", "can"), ("has to", "must"), ("have to", "must"), ("subsequently", "then"),
        ("the user can", "you can"), ("the user must", "you must"), ("the user should", "you should"),
        ("the user's", "your"), ("one can", "you can"), ("as well as", "and also"), ("consult", "look at"),
    ];

    private static readonly Dictionary<string, string> Others = Words.ToDictionary(pair => pair.From, pair => pair.To);

    private static readonly Dictionary<string, string> Verbs = new()
    {
        ["used"] = "use", ["configured"] = "configure", ["set"] = "set", ["changed"] = "change", ["found"] = "find",
        ["specified"] = "specify", ["disabled"] = "disable", ["enabled"] = "enable", ["added"] = "add",
        ["created"] = "create", ["deleted"] = "delete", ["removed"] = "remove", ["restored"] = "restore",
        ["stored"] = "store", ["ignored"] = "ignore", ["started"] = "start", ["installed"] = "install",
        ["done"] = "do", ["run"] = "run", ["avoided"] = "avoid", ["applied"] = "apply", ["updated"] = "update",
    };

    private static readonly Regex Any = new(
        $@"\b(?:{string.Join('|', Others.Keys.OrderByDescending(key => key.Length))})\b(?=[ ,])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>What the greetings and closings are to the gate: sentences that claim nothing.</summary>
    public static LanguageVoice Voice { get; } = new() { Phrases = [.. Greetings, .. Closings] };

    public static IReadOnlyList<AnswerPiece> Of(IReadOnlyList<AnswerPiece> plain, Random random)
    {
        var pieces = new List<AnswerPiece>();
        foreach (var piece in plain.Select(piece => piece with { Text = Reworded(piece.Text) }))
            if (pieces.Count > 0 && random.Next(3) == 0 && Joined(pieces[^1], piece) is { } joined) pieces[^1] = joined;
            else if (!piece.IsStep && random.Next(2) == 0) pieces.AddRange(Parted(piece));
            else pieces.Add(piece);
        return pieces;
    }

    public static string Framed(IReadOnlyList<AnswerPiece> pieces, Random random) =>
        $"{Greetings[random.Next(Greetings.Length)]}\n\n{PlainAnswer.Render(pieces)}\n\n"
            + Closings[random.Next(Closings.Length)];

    private static string Reworded(string text)
    {
        var reworded = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in VoiceText.Locked(text, isStrict: true).Append((text.Length, text.Length)))
        {
            if (start > at) reworded.Append(Any.Replace(text[at..start], Other));
            if (end <= at) continue;
            reworded.Append(text, Math.Max(at, start), end - Math.Max(at, start));
            at = end;
        }
        return Active(reworded.ToString());
    }

    private static string Other(Match match)
    {
        if (match.Value.Skip(1).Any(char.IsUpper)) return match.Value;
        var other = Others[match.Value.ToLowerInvariant()];
        return char.IsUpper(match.Value[0]) ? char.ToUpperInvariant(other[0]) + other[1..] : other;
    }

    private static string Active(string text) => Passive().Match(text) is { Success: true } passive
        && Verbs.TryGetValue(passive.Groups["verb"].Value, out var verb)
        ? $"You {passive.Groups["modal"].Value} {verb} {Lower(passive.Groups["subject"].Value)}"
            + passive.Groups["rest"].Value
        : text;

    private static AnswerPiece? Joined(AnswerPiece one, AnswerPiece other) =>
        !one.IsStep && !other.IsStep && one.Markers.SequenceEqual(other.Markers) && one.Text.EndsWith('.')
        && !one.Text.StartsWith("If ", StringComparison.Ordinal) && Opened().IsMatch(other.Text)
            ? one with { Text = $"{one.Text[..^1]}, and {Lower(other.Text)}" }
            : null;

    private static IEnumerable<AnswerPiece> Parted(AnswerPiece piece)
    {
        var border = Border().Match(piece.Text);
        if (!border.Success || VoiceText.Locked(piece.Text, isStrict: true)
            .Any(span => span.Start <= border.Index && span.End > border.Index)) return [piece];
        var (one, other) = (piece.Text[..border.Index], piece.Text[(border.Index + border.Length)..]);
        return [piece with { Text = $"{one}." }, piece with { Text = char.ToUpperInvariant(other[0]) + other[1..] }];
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    [GeneratedRegex(
        @"^(?<subject>(?:The|This|These|A|An)\s[a-z][a-z -]{2,40}?)\s(?<modal>can|must|should)\sbe\s(?<verb>[a-z]+)"
            + @"\b(?<rest>[^,;:]*\.)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Passive();

    [GeneratedRegex(@"^(?:The|This|It|You|A|An|In|These|They|To|For)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Opened();

    [GeneratedRegex(
        @"(?<=^(?!If |When )[^,;]{15,}), and (?=(?:it|this|they|you|the|these)\s)|(?<=^[^;]{15,}); (?=\w)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Border();
}
