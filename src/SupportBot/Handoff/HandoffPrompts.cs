using System.Globalization;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// What a turn says instead of the answer, and what it asks after it; null for nothing.
internal sealed record HandoffPlan(Prompt? Instead, Prompt? After)
{
    public static readonly HandoffPlan None = new(null, null);
}

internal static class HandoffPrompts
{
    private const int MaxScore = 5;

    public static Prompt Offering(HandoffTexts texts, string caseId) => new(
        texts.Offer,
        HandoffButton.Create(texts.Accept, HandoffButton.Accept, caseId),
        HandoffButton.Create(texts.Decline, HandoffButton.Decline, caseId));

    public static Prompt Leaving(HandoffTexts texts, string text, string place, string caseId) => new(
        text.Replace("{place}", place, StringComparison.Ordinal).TrimEnd(),
        HandoffButton.Create(texts.Leave, HandoffButton.Leave, caseId));

    public static Prompt Rating(HandoffTexts texts, string ended, string caseId) => new(
        $"{ended}\n\n{texts.Rate}",
        [.. Enumerable.Range(1, MaxScore).Select(score => HandoffButton.Create(
            score.ToString(CultureInfo.InvariantCulture), HandoffButton.Rate, caseId, score))]);

    public static Prompt Explaining(HandoffTexts texts, string caseId) => new(
        texts.RateWhy,
        [.. texts.RateReasons.Select(
            reason => HandoffButton.Create(reason, HandoffButton.Explain, caseId, reason: reason))]);
}
