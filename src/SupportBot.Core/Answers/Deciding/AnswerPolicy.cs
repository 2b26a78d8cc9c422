using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>Decides on the evidence: answer, suggest sections, ask back once, or refuse.</summary>
internal static class AnswerPolicy
{
    /// <param name="question">What was asked.</param>
    /// <param name="retrieved">What was found.</param>
    /// <param name="sections">The same, read.</param>
    /// <param name="isForeign">Whether no document is in the language of the question.</param>
    /// <param name="mayAskBack">Whether the turn before did not ask back.</param>
    public static Decision Decide(
        Understood.Search question, Retrieved retrieved, IReadOnlyList<ReadSection> sections, bool isForeign,
        bool mayAskBack)
    {
        var signals = AnswerSignals.Of(retrieved, sections, isForeign);
        var gate = AnswerGate.For(signals);
        var confidence = gate.Probability(signals);
        Evidence Because(string reason) => Evidence(question, retrieved, sections, reason) with
        {
            Confidence = confidence, Signals = gate.Explain(signals),
        };
        if (sections.Any(section => section.AsksSame)) return new Decision.Write(Because("same-question"), sections);
        if (retrieved.Terms.Count == 0)
            return mayAskBack
                ? new Decision.AskBack(Because("no-words"), [])
                : new Decision.Refuse(Because("no-words"));
        if (sections.Count == 0) return new Decision.Refuse(Because("nothing-found"));
        if (mayAskBack && TopicChoices.Of(question, sections) is { Count: > 1 } choices)
            return new Decision.AskBack(Because("several-topics"), choices);
        if (confidence < gate.SuggestAt) return new Decision.Refuse(Because("low-support"));
        if (confidence < gate.AnswerAt) return new Decision.Suggest(Because("some-support"), ByBestBlock(sections));
        var mayDestroy = confidence >= WritingOptions.Default.DestructiveAt;
        return !mayDestroy && ExtractiveWriter.IsDestructive(sections)
            ? new Decision.Suggest(Because("destructive"), ByBestBlock(sections))
            : new Decision.Write(Because("supported"), sections, mayDestroy);
    }

    // Several documents before several sections of one.
    public static IReadOnlyList<ReadSection> ByBestBlock(IReadOnlyList<ReadSection> sections)
    {
        var ranked = sections.OrderByDescending(section => section.BestScore).ToList();
        return [.. ranked.DistinctBy(section => section.Chunk.DocumentId).Concat(ranked).Distinct()];
    }

    private static Evidence Evidence(
        Understood.Search question, Retrieved retrieved, IReadOnlyList<ReadSection> sections, string reason) => new(
        question.Text,
        retrieved.Found.HighestBm25,
        retrieved.Found.HighestCosine,
        sections.Select(section => section.Share(section.WordMatches)).DefaultIfEmpty().Max(),
        [.. retrieved.Terms.Where((_, i) => sections.All(section => section.WordMatches[i] == 0))
            .Select(term => term.Term.Word)],
        reason);
}
