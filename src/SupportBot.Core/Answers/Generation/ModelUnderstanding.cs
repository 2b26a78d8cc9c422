using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Generation;

/// <summary>
/// Understands a message by the rules, and asks a model where they may be wrong: behind an earlier question. Whatever
/// keeps the model from a sound meaning, the rules' one stands.
/// </summary>
internal static class ModelUnderstanding
{
    /// <returns>What the message means.</returns>
    public static async Task<Understood> MessageAsync(Question question, ModelTurn? model)
    {
        var byRules = Understand.Message(question);
        if (model is null || byRules is not Understood.Search search || !question.History.Any(IsQuestion)) return byRules;
        return await model.UnderstandAsync(question).ConfigureAwait(false) switch
        {
            { Intent: Intent.Human } => new Understood.Talk(AnswerKind.Human, "human"),
            { Intent: Intent.SmallTalk } => new Understood.Talk(AnswerKind.SmallTalk, "abilities"),
            { Intent: Intent.Abuse } => new Understood.Talk(AnswerKind.SmallTalk, "complaint"),
            { Intent: Intent.Question } meaning when IsOfTheTalk(meaning, question) => Alone(meaning, question, search),
            _ => byRules, // What is out of scope has no evidence, and is refused for that.
        };
    }

    private static bool IsQuestion(PastTurn turn) => turn.Kind is not (AnswerKind.SmallTalk or AnswerKind.Human);

    private static Understood.Search Alone(Meaning meaning, Question question, Understood.Search byRules) =>
        Understand.Message(question with { Text = meaning.Question, History = [] }) is Understood.Search search ? search with { Documents = byRules.Documents } : byRules;

    /// <summary>A model that obeys somebody else could put anything into the question, so each of its words must be the customer's.</summary>
    private static bool IsOfTheTalk(Meaning meaning, Question question)
    {
        var said = string.Join('\n', question.History.Select(turn => turn.Question).Append(question.Text));
        var known = Terms.Of(said, meaning.Language).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return Terms.Of(meaning.Question, meaning.Language).All(term => known.Contains(term.Stem));
    }
}
