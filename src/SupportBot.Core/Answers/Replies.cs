using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;

namespace SupportBot.Core.Answers;

/// <summary>Puts decisions and fixed texts into answers.</summary>
internal sealed class Replies(Wording wording, StepWatch watch)
{
    private const int MostSuggestions = 3;
    private const int MostOthers = 2;

    private AnswerTexts Texts => wording.Texts;

    public Answer Talk(Understood.Talk talk, Question question) =>
        Fixed(talk.Kind, Texts.For(talk.Topic), new Evidence(question.Text, 0, null, 0, [], talk.Topic), []);

    /// <summary>The documents could not be searched.</summary>
    public Answer Unavailable(Understood.Search question) => Fixed(AnswerKind.Unavailable, Texts.Unavailable,
        new Evidence(question.Text, 0, null, 0, [], "search-unavailable"), []);

    /// <param name="decision">What was decided.</param>
    /// <param name="claims">The documents' own sentences that answer.</param>
    /// <param name="asked">The question, as the customer asked it.</param>
    /// <param name="languages">Those of the documents.</param>
    public Answer For(Decision decision, IReadOnlyList<Claim> claims, Understood.Search asked,
        IReadOnlyList<string> languages) => decision switch
    {
        Decision.AskBack { Topics.Count: 0 } ask => Fixed(AnswerKind.Clarify, Texts.Unclear, ask.Evidence, []),
        Decision.AskBack ask => Fixed(AnswerKind.Clarify, Texts.WhichTopic, ask.Evidence, ask.Topics),
        Decision.Refuse or Decision.Suggest when asked.IsForeignTo(languages) =>
            Fixed(AnswerKind.Refused, wording.Naming(Texts.RefusedLanguage, languages), decision.Evidence, []),
        Decision.Refuse refuse => Fixed(AnswerKind.Refused, Texts.Refused, refuse.Evidence, []),
        Decision.Suggest suggest => Suggested(suggest),
        _ when claims.Count == 0 => NothingToSay(decision.Evidence),
        _ => Composed(decision.Evidence, claims, asked),
    };

    /// <summary>A model's draft, as far as it was checked and said.</summary>
    public Answer Drafted(Evidence evidence, CheckedDraft draft, DraftEnd end)
    {
        if (end is not (DraftEnd.Whole or DraftEnd.BrokenOff)) return NothingToSay(evidence);
        return end == DraftEnd.Whole
            ? Answered(evidence, draft.Citations, draft.Text, NoteOn(draft.Translation))
            : Answered(evidence with { Reason = Evidence.BrokenOff }, draft.Citations, draft.Text,
                Texts.WithContact(Texts.BrokenOff), NoteOn(draft.Translation));
    }

    /// <summary>
    /// With a section of each other document that scores nearly as high, where no heading asks the same question.
    /// </summary>
    public static Answer WithOthers(Answer answer, Decision? decision)
    {
        if (answer.Kind != AnswerKind.Answered || decision is not Decision.Write write
            || write.Sections.Any(section => section.AsksSame)) return answer;
        var ranked = AnswerPolicy.ByBestBlock(write.Sections);
        var others = ranked.DistinctBy(section => section.Chunk.DocumentId)
            .Where(section => section.BestScore >= ranked[0].BestScore - WritingOptions.Default.Margin
                && answer.Citations.All(cited => cited.DocumentId != section.Chunk.DocumentId));
        return answer with { Suggestions = Suggestions(others, MostOthers) };
    }

    private string? NoteOn(TracedTranslation? translation) => translation switch
    {
        null => null,
        { Sentences: var sentences } when sentences.All(sentence => sentence.IsPassed) =>
            InSmall(Texts.Translated, translation.From),
        { Sentences: var sentences } when sentences.Any(sentence => sentence.IsPassed) =>
            InSmall(Texts.TranslatedPartly, translation.From),
        _ => InSmall(Texts.Untranslated, translation.From),
    };

    private Answer Composed(Evidence evidence, IReadOnlyList<Claim> claims, Understood.Search asked)
    {
        var (text, citations) = AnswerComposer.Compose(claims);
        var language = claims[0].Chunk.Language;
        return Answered(evidence, citations, text,
            asked.Language is { } own && own != language ? InSmall(Texts.Untranslated, language) : null);
    }

    private string InSmall(string text, string language) => $"*{wording.Naming(text, language)}*";

    private Answer Answered(
        Evidence evidence, IReadOnlyList<Citation> citations, params IEnumerable<string?> paragraphs) =>
        new(AnswerKind.Answered, string.Join("\n\n", paragraphs.OfType<string>()), citations, evidence,
            watch.Written(), []);

    private Answer NothingToSay(Evidence evidence) =>
        Fixed(AnswerKind.Refused, Texts.Refused, evidence with { Reason = "nothing-to-say" }, []);

    private Answer Suggested(Decision.Suggest suggest) =>
        Fixed(AnswerKind.Suggested, Texts.Suggested, suggest.Evidence, []) with
        {
            Suggestions = Suggestions(suggest.Sections, MostSuggestions),
        };

    private static IReadOnlyList<SuggestedSection> Suggestions(IEnumerable<ReadSection> sections, int most) =>
        [.. sections.Select(section => section.Chunk)
            .DistinctBy(chunk => (chunk.DocumentId, chunk.Section)).Take(most)
            .Select(chunk => new SuggestedSection(
                Addresses.Without(chunk.Title, chunk.Url), Addresses.Without(chunk.Section, chunk.Url),
                chunk.DocumentId, chunk.Url, chunk.Audience))];

    private Answer Fixed(AnswerKind kind, string text, Evidence evidence, IReadOnlyList<string> choices) =>
        new(kind, Texts.WithContact(text), [], evidence, watch.Written(),
            [.. choices.Select(heading => Addresses.Without(heading, own: ""))]);
}
