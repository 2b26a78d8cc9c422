namespace SupportBot.Core.Answers.Deciding;

/// <summary>
/// How far the documents support an answer, from raw figures: the share of the question's information that the best
/// passage holds, and how far its document stands out by BM25 from the next one. Of a long message no passage can hold
/// as much; in a short one a single strange word turns the question.
/// </summary>
/// <remarks>
/// Weights by grid search over TechQA and the Duplicati questions, for the most refused of the
/// impossible at 9 % wrongly refused, with and without vectors. On TechQA this beat each figure alone.
/// </remarks>
internal static class Support
{
    /// <summary>Below it the question is refused.</summary>
    public const double Least = 0.51;

    private const double OfMargin = 0.5;
    private const double MostMargin = 0.5;
    private const double OfLength = 0.15;

    /// <summary>ln 4.5 words need no allowance; beyond ln 25 more words need no more of it.</summary>
    private const double ShortLog = 1.5, LongLog = 3.2;

    /// <summary>A question of so many words or fewer is short.</summary>
    private const int Short = 8;

    private const double RarestMissing = 0.1;
    private const double NumberMissing = 0.1;
    private const double Unknown = 0.2;

    public static double Of(IReadOnlyList<Candidate> candidates, IReadOnlyList<WeighedTerm> terms) =>
        candidates[0].Coverage
        + OfMargin * Math.Min(MostMargin, Margin(candidates))
        + OfLength * (Math.Min(Math.Log(terms.Count), LongLog) - ShortLog)
        - (terms.Count <= Short ? Strangeness(candidates[0], terms) : 0);

    /// <summary>
    /// By how much the BM25 score of the best document exceeds that of the next one, relative to it; 1 where there is
    /// no other.
    /// </summary>
    public static double Margin(IReadOnlyList<Candidate> candidates)
    {
        var scores = candidates.GroupBy(candidate => candidate.Passage.Chunk.DocumentId)
            .Select(group => group.Max(candidate => candidate.Passage.Bm25)).OrderDescending().Take(2).ToList();
        return scores.Count == 1 ? 1 : scores[0] > 0 ? (scores[0] - scores[1]) / scores[0] : 0;
    }

    /// <summary>
    /// The word that says most or a number is missing from the passage, or no document knows some of the words.
    /// </summary>
    private static double Strangeness(Candidate best, IReadOnlyList<WeighedTerm> terms)
    {
        var most = terms.Max(term => term.Weight);
        var missing = terms.Where((_, i) => best.Whole[i] == 0).Any(term => term.Weight > 0.9 * most);
        var missingNumber = terms.Where((_, i) => best.Whole[i] == 0)
            .Any(term => term.Term.Word.Any(char.IsAsciiDigit));
        return (missing ? RarestMissing : 0) + (missingNumber ? NumberMissing : 0)
            + Unknown * terms.Where(term => !term.IsKnown).Sum(term => term.Weight) / terms.Sum(term => term.Weight);
    }
}
