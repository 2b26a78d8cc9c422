using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Knowledge;

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
    /// <returns>By name, see docs/how-answers-work.md; others for the bundled embedding than without it.</returns>
    public static IReadOnlyDictionary<string, double> Of(
        Retrieved retrieved, IReadOnlyList<ReadSection> sections, bool isForeign)
    {
        var words = Math.Log(1 + Math.Min(retrieved.Terms.Count(term => term.IsKnown || !isForeign), MaxWords));
        return retrieved is { Found.Embedding: Calibrated, Coverage: { } coverage }
            ? new Dictionary<string, double>
            {
                ["coverage"] = coverage, ["lead"] = Lead(retrieved.Passages), ["words"] = words,
            }
            : new Dictionary<string, double>
            {
                ["firstShare"] = sections.Count > 0 ? sections[0].Share(sections[0].WordMatches) : 0,
                ["words"] = words,
            };
    }

    // How far the first passage stands out from the last one that is read.
    private static double Lead(IReadOnlyList<Passage> passages) =>
        passages[0].Score - (passages.Count >= Retriever.Read ? passages[Retriever.Read - 1].Score : 0);
}
