using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>The figures that tell whether the documents answer a question.</summary>
internal static class AnswerSignals
{
    // Passages of which the words are counted together.
    private const int First = 3;

    /// <returns>By name; see docs/how-answers-work.md. Those of vectors are missing without vectors.</returns>
    public static IReadOnlyDictionary<string, double> Of(Retrieved retrieved, IReadOnlyList<ReadSection> sections)
    {
        var (terms, found) = (retrieved.Terms, retrieved.Found);
        var together = sections.Take(First).Aggregate(
            new double[terms.Count], (best, section) => [.. best.Zip(section.WordMatches, Math.Max)]);
        var signals = new Dictionary<string, double>
        {
            ["firstShare"] = sections.Count > 0 ? sections[0].Share(sections[0].WordMatches) : 0,
            ["sharedShare"] = ReadSection.Share(terms, together),
            ["blockShare"] = sections.SelectMany(section => section.Blocks).Select(block => block.Share)
                .DefaultIfEmpty().Max(),
            ["bm25"] = Math.Log(1 + found.HighestBm25),
            ["bm25PerWord"] = found.HighestBm25 / Math.Max(1, terms.Sum(term => term.Weight)),
            ["bm25Lead"] = Lead(retrieved),
            ["unknownShare"] = ReadSection.Share(terms, terms.Select(term => term.IsKnown ? 0.0 : 1)),
            ["words"] = Math.Log(1 + terms.Count),
        };
        if (found.HighestCosine is not { } cosine || retrieved.BlockCosines is null) return signals;
        signals["cosine"] = cosine;
        signals["cosineLead"] = found.CosineLead ?? 0;
        signals["firstCosine"] = sections[0].Passage.Cosine ?? 0;
        signals["blockCosine"] = retrieved.BlockCosines.SelectMany(block => block).DefaultIfEmpty().Max();
        return signals;
    }

    // By how much the best document's BM25 score exceeds that of the next document, relative to it.
    private static double Lead(Retrieved retrieved)
    {
        var scores = retrieved.Passages.GroupBy(passage => passage.Chunk.DocumentId)
            .Select(group => group.Max(passage => passage.Bm25)).OrderDescending().Take(2).ToList();
        return scores is [> 0, ..] ? (scores[0] - scores.ElementAtOrDefault(1)) / scores[0] : 0;
    }
}
