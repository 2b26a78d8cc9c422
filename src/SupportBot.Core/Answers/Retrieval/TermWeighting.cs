using SupportBot.Core.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Retrieval;

/// <summary>Weighs the words of a question by how rare they are in the documents.</summary>
internal static class TermWeighting
{
    /// <summary>Of the pairs of letters in a text without spaces about every second one is a word.</summary>
    private const double UnknownPair = 0.5;

    /// <param name="engine">Knows how many chunks hold a word.</param>
    /// <param name="terms">The words.</param>
    /// <param name="language">Of the documents.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    public static async Task<IReadOnlyList<WeighedTerm>> WeighAsync(
        ISearchEngine engine, IReadOnlyList<Term> terms, string language, CancellationToken cancellationToken)
    {
        var lexicon = Lexicon.Of(language);
        var words = terms.Select(term => (string[][])
            [[term.Word], .. lexicon.SameAs(term.Stem).Select(same => (string[])[same.Word]),
                .. term.Alternatives.Select(synonym => (string[])[.. synonym.Select(word => word.Word)])]).ToList();
        var counts = await engine.CountAsync(
            [.. words.SelectMany(group => group).SelectMany(same => same)], language, cancellationToken)
            .ConfigureAwait(false);
        var counted = new Queue<long>(counts.PerWord);
        var weighed = new List<WeighedTerm>(terms.Count);
        foreach (var (term, group) in terms.Zip(words))
        {
            // No more chunks hold several words than their rarest.
            var found = group.Select(same => same.Select(_ => counted.Dequeue()).ToList().Min()).ToList();
            var holding = found[0] > 0 ? found[0] : found.Max();
            var weight = term.Weight * Rarity(holding, counts.Chunks);
            if (holding == 0 && IsPair(term)) weight *= UnknownPair;
            weighed.Add(new WeighedTerm(term, weight, holding > 0));
        }
        return [.. WithoutBorders(weighed)];
    }

    /// <summary>
    /// Where a script has no spaces the documents are the dictionary: a pair of letters that none of them has is the
    /// border of two words, if it shares a letter with one.
    /// </summary>
    private static IEnumerable<WeighedTerm> WithoutBorders(List<WeighedTerm> terms)
    {
        WeighedTerm? word = null;
        foreach (var (i, term) in terms.Index())
        {
            var next = i + 1 < terms.Count && terms[i + 1].IsKnown ? terms[i + 1] : null;
            var isBorder = !term.IsKnown && (SharesLetter(word, term) || SharesLetter(term, next));
            word = isBorder ? null : term;
            if (!isBorder) yield return term;
        }
    }

    private static bool SharesLetter(WeighedTerm? first, WeighedTerm? second) =>
        second is { Term.Overlaps: true } && first?.Term.Word[^1] == second.Term.Word[0];

    private static bool IsPair(Term term) => Scripts.At(term.Word, 0) is Script.Han or Script.Hangul;

    /// <summary>Inverse document frequency, as BM25 has it: near 0 for a word that every chunk holds.</summary>
    private static double Rarity(long holding, long chunks) => Math.Log(1 + (chunks - holding + 0.5) / (holding + 0.5));
}
