using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Voice.Facts;

/// <summary>
/// Compares two texts sentence by sentence. Sentences may have been split, joined and moved, so those that say the same
/// make a group, and the facts and sources of each group must be the same.
/// </summary>
internal sealed class FactComparison
{
    /// <summary>So much of the weight of a sentence the one that it is compared with must hold.</summary>
    private const double LeastShare = 0.3;

    private readonly List<FactSentence> _plain;
    private readonly List<FactSentence> _restyled;
    private readonly double[,] _likeness;
    private readonly int[] _groups;

    public FactComparison(List<FactSentence> plain, List<FactSentence> restyled)
    {
        (_plain, _restyled) = (plain, restyled);
        _likeness = new double[plain.Count, restyled.Count];
        _groups = [.. Enumerable.Range(0, plain.Count + restyled.Count)];
        for (var i = 0; i < plain.Count; i++)
            for (var j = 0; j < restyled.Count; j++) _likeness[i, j] = Likeness(plain[i].Said, restyled[j].Said);
        for (var i = 0; i < plain.Count; i++) Join(i, plain.Count + Best(restyled.Count, j => _likeness[i, j]));
        for (var j = 0; j < restyled.Count; j++) Join(Best(plain.Count, i => _likeness[i, j]), plain.Count + j);
    }

    public IEnumerable<FactFinding> Findings() =>
    [
        .. Steps(),
        .. Enumerable.Range(0, _groups.Length).GroupBy(GroupOf).SelectMany(group => Compare(
            [.. group.Where(i => i < _plain.Count).Select(i => _plain[i])],
            [.. group.Where(i => i >= _plain.Count).Select(i => _restyled[i - _plain.Count])])),
    ];

    /// <summary>0 for sentences that share too little.</summary>
    private static double Likeness(Statement plain, Statement restyled)
    {
        if (plain.Topics.Count == 0 || restyled.Topics.Count == 0) return 0;
        var (one, other) = (plain.ShareIn(restyled), restyled.ShareIn(plain));
        return Math.Max(one, other) >= LeastShare ? one + other : 0;
    }

    /// <summary>The first of the likest; −1 where none is like.</summary>
    private static int Best(int count, Func<int, double> likeness)
    {
        var best = -1;
        for (var i = 0; i < count; i++)
            if (likeness(i) > (best < 0 ? 0 : likeness(best))) best = i;
        return best;
    }

    private void Join(int plain, int restyled)
    {
        if (plain >= 0 && restyled >= _plain.Count) _groups[GroupOf(restyled)] = GroupOf(plain);
    }

    private int GroupOf(int sentence)
    {
        while (_groups[sentence] != sentence) sentence = _groups[sentence];
        return sentence;
    }

    private IEnumerable<FactFinding> Compare(List<FactSentence> plain, List<FactSentence> restyled)
    {
        if (plain.Count == 0 || restyled.Count == 0)
            return plain.Select(one => Unmatched(one, FactChange.Missing))
                .Concat(restyled.Select(one => Unmatched(one, FactChange.Added))).SelectMany(found => found);
        return Citations(plain, restyled)
            .Concat(Differences(plain, restyled, sentence => sentence.Facts.Where(fact => fact.Kind != FactKind.Name)))
            .Concat(NameDifferences(plain, restyled))
            .Concat(Differences(plain, restyled, sentence => sentence.Hints));
    }

    private static IEnumerable<FactFinding> Unmatched(FactSentence one, FactChange change)
    {
        if (one.Claims || one.Part.Markers.Count > 0)
            yield return new(FactKind.Claim, change, one.Part.Bare, one.Part.Body);
        foreach (var fact in one.Facts.Where(fact => fact.Kind != FactKind.Name))
            yield return new(fact.Kind, change, fact.Text, one.Part.Body);
    }

    /// <summary>What a group rests on must be the same, and each sentence of it must say so.</summary>
    private static IEnumerable<FactFinding> Citations(List<FactSentence> plain, List<FactSentence> restyled)
    {
        var (before, after) = (Markers(plain), Markers(restyled));
        foreach (var marker in before.Except(after))
            yield return new(FactKind.Citation, FactChange.Missing, $"[{marker}]", plain[0].Part.Body);
        foreach (var marker in after.Except(before))
            yield return new(FactKind.Citation, FactChange.Added, $"[{marker}]", restyled[0].Part.Body);
        if (plain.Any(one => one.Claims && one.Markers.Count == 0)) yield break;
        foreach (var one in restyled.Where(one => one.Claims && one.Markers.Count == 0 && after.Count > 0))
            yield return new(FactKind.Citation, FactChange.Missing, one.Part.Bare, one.Part.Body);
    }

    private static HashSet<int> Markers(List<FactSentence> sentences) =>
        [.. sentences.SelectMany(sentence => sentence.Markers)];

    private static IEnumerable<FactFinding> Differences(
        List<FactSentence> plain, List<FactSentence> restyled, Func<FactSentence, IEnumerable<Fact>> facts) =>
        Surplus(plain, restyled, FactChange.Missing, facts).Concat(Surplus(restyled, plain, FactChange.Added, facts));

    /// <summary>The facts that some sentences have and others do not, as often as they have them.</summary>
    private static IEnumerable<FactFinding> Surplus(
        List<FactSentence> some, List<FactSentence> others, FactChange change,
        Func<FactSentence, IEnumerable<Fact>> facts)
    {
        var counts = others.SelectMany(facts).CountBy(fact => (fact.Kind, fact.Key)).ToDictionary();
        foreach (var sentence in some)
            foreach (var fact in facts(sentence))
                if (counts.GetValueOrDefault((fact.Kind, fact.Key)) is > 0 and var left)
                    counts[(fact.Kind, fact.Key)] = left - 1;
                else
                    yield return new(fact.Kind, change, fact.Text, sentence.Part.Body);
    }

    /// <summary>
    /// A name may give way to a pronoun, and the reverse, as long as the text has it elsewhere and no other name takes
    /// its place.
    /// </summary>
    private IEnumerable<FactFinding> NameDifferences(List<FactSentence> plain, List<FactSentence> restyled)
    {
        var missing = NamesOnlyIn(plain, restyled, FactChange.Missing);
        var added = NamesOnlyIn(restyled, plain, FactChange.Added);
        var isSwapped = missing.Count > 0 && added.Count > 0;
        return missing.Where(found => isSwapped || !HasName(_restyled, found.Key))
            .Concat(added.Where(found => isSwapped || !HasName(_plain, found.Key)))
            .Select(found => found.Finding);
    }

    private static List<(string Key, FactFinding Finding)> NamesOnlyIn(
        List<FactSentence> some, List<FactSentence> others, FactChange change)
    {
        var known = others.SelectMany(NamesOf).Select(name => name.Key).ToHashSet();
        return [.. from sentence in some
                   from name in NamesOf(sentence).DistinctBy(name => name.Key)
                   where !known.Contains(name.Key)
                   select (name.Key, new FactFinding(FactKind.Name, change, name.Text, sentence.Part.Body))];
    }

    private static bool HasName(List<FactSentence> sentences, string key) =>
        sentences.SelectMany(NamesOf).Any(name => name.Key == key);

    private static IEnumerable<Fact> NamesOf(FactSentence sentence) =>
        sentence.Facts.Where(fact => fact.Kind == FactKind.Name);

    /// <summary>As many steps, in the same order.</summary>
    private IEnumerable<FactFinding> Steps()
    {
        var plain = Enumerable.Range(0, _plain.Count).Where(i => _plain[i].IsStep).ToList();
        var restyled = Enumerable.Range(0, _restyled.Count).Where(j => _restyled[j].IsStep).ToList();
        if (plain.Count != restyled.Count)
        {
            var isFewer = restyled.Count < plain.Count;
            yield return new(
                FactKind.Step, isFewer ? FactChange.Missing : FactChange.Added,
                $"{restyled.Count} steps, {plain.Count} in the plain text",
                isFewer ? _plain[plain[^1]].Part.Body : _restyled[restyled[^1]].Part.Body);
            yield break;
        }
        var last = -1;
        foreach (var j in restyled)
        {
            var at = Best(plain.Count, i => _likeness[plain[i], j]);
            if (at >= 0 && at < last)
                yield return new(FactKind.Step, FactChange.Moved, _restyled[j].Part.Bare, _restyled[j].Part.Body);
            last = Math.Max(last, at);
        }
    }
}
