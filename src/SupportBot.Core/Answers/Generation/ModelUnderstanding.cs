using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Language;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Generation;

/// <summary>
/// Understands a message by the rules, and asks a model where they may be wrong: behind an earlier question, and where
/// the message may be in another language than the documents. Whatever keeps the model from a sound meaning, the rules'
/// one stands.
/// </summary>
internal static class ModelUnderstanding
{
    /// <summary>A question is searched in no more languages than these, those of most documents first.</summary>
    private const int MostLanguages = 3;

    /// <summary>A translation of more characters, for each of the message, says more than the message.</summary>
    private const int MostGrowth = 3;

    /// <summary>A letter of Japanese or Chinese says as much as so many of a script with spaces.</summary>
    private const int LettersOfUnspaced = 3;

    /// <param name="question">The message.</param>
    /// <param name="languages">Those of the documents, most documents first.</param>
    /// <param name="model">Null where there is none.</param>
    /// <param name="intents">Examples of small talk and wishes; null for the shipped ones alone.</param>
    /// <returns>What the message means.</returns>
    public static async Task<Understood> MessageAsync(
        Question question, IReadOnlyList<string> languages, ModelTurn? model, Intents? intents = null)
    {
        var byRules = QuestionUnderstanding.Message(question, intents);
        if (model is null || byRules is not Understood.Search search
            || (!question.History.Any(IsQuestion) && IsIn(search, languages)))
            return byRules;
        IReadOnlyList<string> searched = [.. languages.Take(MostLanguages)];
        return await model.UnderstandAsync(question, searched).ConfigureAwait(false) switch
        {
            { Intent: Intent.Human } => new Understood.Talk(AnswerKind.Human, "human"),
            { Intent: Intent.SmallTalk } => new Understood.Talk(AnswerKind.SmallTalk, "abilities"),
            { Intent: Intent.Abuse } => new Understood.Talk(AnswerKind.SmallTalk, "complaint"),
            { Intent: Intent.Question } meaning => Meant(meaning, question, searched, search),
            _ => byRules, // What is out of scope has no evidence, and is refused for that.
        };
    }

    private static bool IsQuestion(PastTurn turn) => turn.Kind is not (AnswerKind.SmallTalk or AnswerKind.Human);

    private static bool IsIn(Understood.Search search, IReadOnlyList<string> languages) =>
        languages.Count == 0 || (search.Language is { } language && languages.Contains(language));

    /// <summary>Where the rules are sure of the language, they are surer than a model.</summary>
    private static Understood.Search Meant(
        Meaning meaning, Question question, IReadOnlyList<string> languages, Understood.Search byRules)
    {
        var own =
            IsOfTheTalk(meaning, question) ? Alone(meaning.Question, question.Language, question) ?? byRules : byRules;
        var language = byRules.Language ?? meaning.Language;
        var translations = from other in languages
                           where other != language && meaning.Translations.TryGetValue(other, out var text)
                               && IsHarmless(text, question)
                           select Alone(meaning.Translations[other], other, question) into translation
                           where translation is not null
                           select translation;
        return own with
        {
            Language = language,
            Translations = [.. translations],
        };
    }

    private static Understood.Search? Alone(string text, string language, Question question) =>
        QuestionUnderstanding.Message(question with { Text = text, Language = language, History = [] })
            is Understood.Search search
            ? search with { Language = language } : null;

    /// <summary>
    /// A model that obeys somebody else could put anything into the question, so each of its words must be the
    /// customer's.
    /// </summary>
    private static bool IsOfTheTalk(Meaning meaning, Question question)
    {
        var known = Terms.Of(question.Talk, meaning.Language).Select(term => term.Stem)
            .ToHashSet(StringComparer.Ordinal);
        return Terms.Of(meaning.Question, meaning.Language).All(term => known.Contains(term.Stem));
    }

    /// <summary>
    /// A translation has other words, but no address, and no number, code or abbreviation that the customer did not
    /// write.
    /// </summary>
    private static bool IsHarmless(string translation, Question question)
    {
        var said = question.Talk;
        var length = said.Length + (LettersOfUnspaced - 1) * Scripts.CountUnspaced(said);
        return translation.Length <= MostGrowth * length && Addresses.FaultOf(translation, []) is null
            && Words.Of(translation).Where(word => word.IsName("de"))
                .All(word => said.Contains(word.Text, StringComparison.OrdinalIgnoreCase));
    }
}
