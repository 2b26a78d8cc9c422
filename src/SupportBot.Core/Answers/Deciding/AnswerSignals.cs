using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>The figures that tell whether the documents answer a question.</summary>
internal static class AnswerSignals
{
    // Cosines of other embeddings are on another scale.
    private const string Calibrated = "arctic-xs";

    // More words of a question make it no surer. Measured: without this limit, TechQA's long questions all pass.
    private const int MaxWords = 10;

    /// <param name="retrieved">What was found.</param>
    /// <param name="sections">The same, read.</param>
    /// <param name="isForeign">
    /// Whether no document is in the language of the question, so that only words that the documents know count.
    /// </param>
    /// <returns>By name; see docs/how-answers-work.md. Those of vectors are there for the bundled embedding.</returns>
    public static IReadOnlyDictionary<string, double> Of(
        Retrieved retrieved, IReadOnlyList<ReadSection> sections, bool isForeign)
    {
        var words = retrieved.Terms.Count(term => term.IsKnown || !isForeign);
        var signals = new Dictionary<string, double>
        {
            ["firstShare"] = sections.Count > 0 ? sections[0].Share(sections[0].WordMatches) : 0,
            ["words"] = Math.Log(1 + Math.Min(words, MaxWords)),
        };
        if (retrieved.Found is not { Embedding: Calibrated, HighestCosine: { } cosine }) return signals;
        signals["cosine"] = cosine;
        signals["cosineLead"] = retrieved.Found.CosineLead ?? 0;
        return signals;
    }
}
