using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;

namespace SupportBot.Core.Answers;

/// <summary>Puts decisions and fixed texts into answers.</summary>
internal static class Replies
{
    public static Answer Talk(Understood.Talk talk, Question question, AnswerTexts texts, StepWatch watch) =>
        Fixed(talk.Kind, texts.For(talk.Topic), new Evidence(question.Text, 0, null, 0, [], talk.Topic), [], texts, watch);

    /// <summary>The documents could not be searched.</summary>
    public static Answer Unavailable(Understood.Search question, AnswerTexts texts, StepWatch watch) =>
        Fixed(AnswerKind.Unavailable, texts.Unavailable, new Evidence(question.Text, 0, null, 0, [], "search-unavailable"), [], texts, watch);

    public static Answer For(Decision decision, IReadOnlyList<Claim> claims, AnswerTexts texts, StepWatch watch) => decision switch
    {
        Decision.AskBack { Topics.Count: 0 } ask => Fixed(AnswerKind.Clarify, texts.Unclear, ask.Evidence, [], texts, watch),
        Decision.AskBack ask => Fixed(AnswerKind.Clarify, texts.WhichTopic, ask.Evidence, ask.Topics, texts, watch),
        Decision.Refuse refuse => Fixed(AnswerKind.Refused, texts.Refused, refuse.Evidence, refuse.Topics, texts, watch),
        _ when claims.Count == 0 => Fixed(AnswerKind.Refused, texts.Refused, decision.Evidence with { Reason = "nothing-to-say" }, [], texts, watch),
        _ => Answered(decision.Evidence, claims, watch),
    };

    /// <summary>A model's draft, as far as it was checked and said.</summary>
    public static Answer Drafted(Decision decision, CheckedDraft draft, DraftEnd end, AnswerTexts texts, StepWatch watch) => end switch
    {
        DraftEnd.Whole => new Answer(AnswerKind.Answered, draft.Text, draft.Citations, decision.Evidence, watch.Written(), []),
        DraftEnd.BrokenOff => new Answer(AnswerKind.Answered, $"{draft.Text}\n\n{WithContact(texts.BrokenOff, texts)}", draft.Citations, decision.Evidence with { Reason = Evidence.BrokenOff }, watch.Written(), []),
        _ => Fixed(AnswerKind.Refused, texts.Refused, decision.Evidence with { Reason = "nothing-to-say" }, [], texts, watch),
    };

    private static Answer Answered(Evidence evidence, IReadOnlyList<Claim> claims, StepWatch watch)
    {
        var (text, citations) = Compose.Answer(claims);
        return new Answer(AnswerKind.Answered, text, citations, evidence, watch.Written(), []);
    }

    private static Answer Fixed(AnswerKind kind, string text, Evidence evidence, IReadOnlyList<string> suggestions, AnswerTexts texts, StepWatch watch) =>
        new(kind, WithContact(text, texts), [], evidence, watch.Written(), [.. suggestions.Select(heading => Addresses.Without(heading, own: ""))]);

    private static string WithContact(string text, AnswerTexts texts) => text.Replace("{contact}", texts.Contact, StringComparison.Ordinal);
}
