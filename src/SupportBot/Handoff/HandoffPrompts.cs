using System.Globalization;
using SupportBot.Contact;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// What a turn says instead of the answer, and what it asks after it; null for nothing.
internal sealed record HandoffPlan(ButtonMessage? Instead, ButtonMessage? After)
{
    public static readonly HandoffPlan None = new(null, null);
}

internal static class HandoffPrompts
{
    private const int MaxScore = 5;

    public static ButtonMessage Offering(HandoffTexts texts, string caseId) => new(
        texts.Offer,
        HandoffButton.Create(texts.Accept, HandoffButton.Accept, caseId),
        HandoffButton.Create(texts.Decline, HandoffButton.Decline, caseId));

    public static ButtonMessage Leaving(HandoffTexts texts, string text, string place, string caseId) => new(
        text.Replace("{place}", place, StringComparison.Ordinal).TrimEnd(),
        HandoffButton.Create(texts.Leave, HandoffButton.Leave, caseId));

    // With a button for the transcript where mail can be sent.
    public static ButtonMessage Rating(
        HandoffTexts texts, ContactTexts contact, string ended, string caseId, bool sendsMail) => new(
        $"{ended}\n\n{texts.Rate}",
        [
            .. Enumerable.Range(1, MaxScore).Select(score => HandoffButton.Create(
                score.ToString(CultureInfo.InvariantCulture), HandoffButton.Rate, caseId, score)),
            .. Transcript(contact, caseId, sendsMail),
        ]);

    public static ButtonMessage Rated(HandoffTexts texts, ContactTexts contact, string caseId, bool sendsMail) => new(
        texts.Rated, [.. Transcript(contact, caseId, sendsMail)])
    {
        Form = new InputForm(
            [
                new InputField(
                    HandoffButton.CommentField, contact.Comment, HandoffButton.LongestComment, contact.CommentWrong),
            ],
            HandoffButton.Create(contact.CommentSend, HandoffButton.Remark, caseId)),
    };

    public static ButtonMessage Explaining(HandoffTexts texts, string caseId) => new(
        texts.RateWhy,
        [.. texts.RateReasons.Select(
            reason => HandoffButton.Create(reason, HandoffButton.Explain, caseId, reason: reason))]);

    private static IEnumerable<ReplyButton> Transcript(ContactTexts contact, string caseId, bool sendsMail)
    {
        if (sendsMail) yield return HandoffButton.Create(contact.MailTranscript, HandoffButton.Transcript, caseId);
    }
}
