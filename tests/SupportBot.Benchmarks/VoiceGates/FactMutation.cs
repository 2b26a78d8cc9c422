using System.Text.RegularExpressions;
using SupportBot.Benchmarks.Claims;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>Puts one error into the pieces of an answer; null where the answer has nothing to turn.</summary>
/// <param name="Class">Of the 19 classes that were fixed before the gate was written.</param>
/// <param name="HasBar">Whether code alone must catch 95 % of them.</param>
/// <param name="Of">The pieces with the error.</param>
internal sealed partial record FactMutation(
    string Class, bool HasBar, Func<IReadOnlyList<AnswerPiece>, AnswerStock, Random, IReadOnlyList<AnswerPiece>?> Of)
{
    public static IReadOnlyList<FactMutation> All { get; } =
    [
        Text("1 number changed", true, Mutation.Integer(), (match, _, r) => Mutation.Other(match.Value, r)),
        Text("2 unit changed", true, Mutation.WithUnit(), (match, _, r) =>
            match.Groups["number"].Value + Mutation.Swap(Mutation.Units, match.Groups["unit"].Value, r)),
        Text("3 sign or order of magnitude changed", true, Mutation.Integer(), (match, _, r) =>
            r.Next(4) == 0 ? $"-{match.Value}" : $"{match.Value}0"),
        Text("4 date or duration changed", false, Mutation.Date(), (match, _, r) => Mutation.Shifted(match.Value, r)),
        Text("5 version changed", true, Mutation.Version(), (match, _, r) => Mutation.Shifted(match.Value, r)),
        Text("6 name swapped", true, Mutation.Name(), (match, stock, r) => stock.OtherName(match.Value, r)),
        Text("7 URL, path or file name changed", true, Place(), (match, _, r) => Mutation.Changed(match.Value, r)),
        Text("8 code, command or setting changed", true, Code(), (match, _, r) =>
            $"`{Mutation.Changed(match.Groups["code"].Value, r)}`"),
        Text("9 label of the screen changed", false, Label(), (match, stock, r) => stock.OtherLabel(match.Value, r)),
        Text("10 negation added or removed", false, NegationOrVerb(), (match, _, _) => Negated(match.Value)),
        Text("11 modal changed", false, Mutation.Modal(), (match, _, r) => Mutation.Swap(
            match.Value is "may" or "can" ? Mutation.Strong : Mutation.Weak, match.Value, r)),
        Text("12 condition dropped or turned", false, ConditionOrClause(), (match, _, _) =>
            match.Value.EndsWith(", ", StringComparison.Ordinal) ? "" : Mutation.Opposite(match.Value)),
        Text("13 comparative turned", false, Mutation.Comparative(), (match, _, _) => Mutation.Opposite(match.Value)),
        new("14 step dropped", false, (pieces, _, r) => At(pieces, piece => piece.IsStep, r) is var at && at >= 0
            ? [.. pieces.Where((_, i) => i != at)]
            : null),
        new("15 steps reordered", false, Reordered),
        new("16 citation moved to another sentence", true, Moved),
        new("17 citation dropped or invented", true, (pieces, _, r) => With(
            pieces, r.Next(pieces.Count),
            piece => piece with { Markers = r.Next(2) == 0 ? [] : [.. piece.Markers, 3] })),
        new("18 claim added", false, (pieces, stock, r) => stock.OtherSentence(r) is var added && r.Next(2) == 0
            ? [.. pieces, added with { Markers = [] }]
            : [.. pieces, added with { Markers = pieces[^1].Markers }]),
        Text("19 scope widened", false, Mutation.Scope(), (_, _, _) => "all"),
    ];

    private static FactMutation Text(
        string name, bool hasBar, Regex pattern, Func<Match, AnswerStock, Random, string?> other) => new(
            name, hasBar, (pieces, stock, random) =>
            {
                var at = At(pieces, piece => pattern.IsMatch(piece.Text), random);
                if (at < 0) return null;
                var matches = pattern.Matches(pieces[at].Text);
                var match = matches[random.Next(matches.Count)];
                var text = pieces[at].Text;
                return other(match, stock, random) is { } said && said != match.Value
                    ? With(pieces, at, piece => piece with
                    {
                        Text = text[..match.Index] + said + text[(match.Index + match.Length)..],
                    })
                    : null;
            });

    private static int At(IReadOnlyList<AnswerPiece> pieces, Func<AnswerPiece, bool> holds, Random random)
    {
        int[] places = [.. Enumerable.Range(0, pieces.Count).Where(i => holds(pieces[i]))];
        return places.Length == 0 ? -1 : places[random.Next(places.Length)];
    }

    private static IReadOnlyList<AnswerPiece> With(
        IReadOnlyList<AnswerPiece> pieces, int at, Func<AnswerPiece, AnswerPiece> other) =>
        [.. pieces.Select((piece, i) => i == at ? other(piece) : piece)];

    private static IReadOnlyList<AnswerPiece>? Reordered(
        IReadOnlyList<AnswerPiece> pieces, AnswerStock stock, Random random)
    {
        int[] firsts = [.. Enumerable.Range(0, pieces.Count - 1).Where(i => pieces[i].IsStep && pieces[i + 1].IsStep)];
        if (firsts.Length == 0) return null;
        var at = firsts[random.Next(firsts.Length)];
        return [.. pieces.Take(at), pieces[at + 1], pieces[at], .. pieces.Skip(at + 2)];
    }

    /// <summary>Two sentences exchange their sources; where they have the same, one loses its to the other.</summary>
    private static IReadOnlyList<AnswerPiece>? Moved(
        IReadOnlyList<AnswerPiece> pieces, AnswerStock stock, Random random)
    {
        if (pieces.Count < 2) return null;
        var at = random.Next(pieces.Count - 1);
        var (one, other) = (pieces[at], pieces[at + 1]);
        return one.Markers.SequenceEqual(other.Markers)
            ? With(pieces, at, piece => piece with { Markers = [] })
            : With(With(pieces, at, piece => piece with { Markers = other.Markers }), at + 1,
                piece => piece with { Markers = one.Markers });
    }

    private static string Negated(string verb) => verb switch
    {
        "cannot" or "can't" => "can",
        _ when verb.EndsWith(" not", StringComparison.Ordinal) => verb[..^4],
        _ when verb.EndsWith("n't", StringComparison.Ordinal) => verb[..^3],
        _ => $"{verb} not",
    };

    [GeneratedRegex(
        @"\b(?:cannot|can't|(?:is|are|was|were|will|should|must|does|do|has|have)(?:\snot\b|n't)?)(?=\s)",
        RegexOptions.CultureInvariant)]
    private static partial Regex NegationOrVerb();

    [GeneratedRegex(@"^If [^,]{5,70}, |\b(?:if|unless|only|except)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ConditionOrClause();

    [GeneratedRegex(
        @"https?://[\w./#?=&-]{4,}\w|(?<![\w/`])[\w.-]*[/\\][\w./\\-]{2,}\w"
            + @"|\b\w{2,}\.(?:js|json|yaml|yml|py|exe|txt|xml|html|sh|log|jar|properties)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("`(?<code>[^`]{3,})`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*[A-Z][^*]{2,30}\*\*|""[A-Z][^""]{2,30}""", RegexOptions.CultureInvariant)]
    internal static partial Regex Label();
}

/// <summary>Names, labels and sentences of all answers, to put one in another's place.</summary>
internal sealed class AnswerStock(IReadOnlyList<PlainAnswer> answers)
{
    private readonly string[] _names = All(answers, Mutation.Name());
    private readonly string[] _labels = All(answers, FactMutation.Label());
    private readonly AnswerPiece[] _sentences =
        [.. answers.SelectMany(answer => answer.Pieces).Where(piece => !piece.IsStep)];

    public string OtherName(string name, Random random) => Other(_names, name, random);

    public string OtherLabel(string label, Random random) => Other(_labels, label, random);

    public AnswerPiece OtherSentence(Random random) => _sentences[random.Next(_sentences.Length)];

    private static string Other(string[] all, string one, Random random)
    {
        string other;
        do other = all[random.Next(all.Length)];
        while (other.Contains(one, StringComparison.OrdinalIgnoreCase)
            || one.Contains(other, StringComparison.OrdinalIgnoreCase));
        return other;
    }

    private static string[] All(IReadOnlyList<PlainAnswer> answers, Regex pattern) =>
        [.. answers.SelectMany(answer => answer.Pieces).SelectMany(piece => pattern.Matches(piece.Text))
            .Select(match => match.Value).Distinct()];
}
