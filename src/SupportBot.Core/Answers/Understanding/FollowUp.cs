namespace SupportBot.Core.Answers.Understanding;

/// <summary>Decides what a message borrows from the turns before.</summary>
internal static class FollowUp
{
    /// <summary>A message with so many words of its own stands alone, unless it opens like a follow-up.</summary>
    private const int EnoughTerms = 3;

    /// <summary>Weight of a borrowed word beside one of the message itself, for each turn back.</summary>
    private const double Decay = 0.4;

    /// <summary>How many turns back words are borrowed from.</summary>
    private const int MostTurns = 3;

    /// <summary>The terms borrowed, nearest turn first; none where the message stands alone.</summary>
    public static IReadOnlyList<Term> Borrow(
        string lower, IReadOnlyList<Term> own, IReadOnlyList<PastTurn> history, string language)
    {
        var borrowed = new List<Term>();
        var weight = IsReplyToClarify(history) ? 1 : Decay;
        var leans = IsReplyToClarify(history) || LeansOn(lower, own);
        foreach (var turn in Questions(history).TakeWhile(_ => leans).Take(MostTurns))
        {
            var terms = Terms.Of(turn.Question, language, weight);
            borrowed.AddRange(terms.Where(term =>
                term.Weight >= weight && own.Concat(borrowed).All(known => known.Stem != term.Stem)));
            leans = LeansOn(turn.Question.ToLowerInvariant(), terms);
            weight *= Decay;
        }
        return borrowed;
    }

    /// <summary>The last turn asked back, so this message completes the question before it.</summary>
    private static bool IsReplyToClarify(IReadOnlyList<PastTurn> history) =>
        history.Count > 0 && history[^1].Kind == AnswerKind.Clarify;

    /// <summary>Earlier turns that asked something of the documents, the nearest first.</summary>
    private static IEnumerable<PastTurn> Questions(IReadOnlyList<PastTurn> history) =>
        history.Where(turn => turn.Kind is not (AnswerKind.SmallTalk or AnswerKind.Human)).Reverse();

    private static bool LeansOn(string lower, IReadOnlyList<Term> terms)
    {
        var strong = terms.Count(term => term.Weight >= Decay);
        return strong <= 1 || Phrases.FollowUp.IsMatch(lower)
            || (strong < EnoughTerms && Phrases.Pronoun.IsMatch(lower));
    }
}
