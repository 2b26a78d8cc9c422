using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Compares negations by the words that they reach, clause by clause.</summary>
internal static class Negations
{
    /// <summary>A source sentence that holds so much of a clause speaks of the same, wherever it stands.</summary>
    private const double SameTopic = 0.4;

    /// <summary>
    /// A sentence that says it straight counts only if it is nearer by so much than one that denies it.
    /// </summary>
    private const double Lead = 0.2;

    /// <summary>A clause of less weight is too short to be recognised in the source.</summary>
    private const double LeastWeight = 1.5;

    /// <summary>So many words around a negation tell whether it denies that something is known.</summary>
    private const int Around = 5;

    public static bool Differ(Statement claim, Ground ground) =>
        claim.Turns.Any(turn => turn.Kind.HasFlag(Modality.Not) && !IsOfKnowledge(claim, turn)
            && !IsAsked(claim, turn, ground.Question) && !IsDenied(claim, turn, ground))
        || ground.TurnsStraight(claim, Modality.Not, LeastWeight);

    /// <summary>A source sentence denies it too, and none says it straight and is much nearer.</summary>
    private static bool IsDenied(Statement claim, Turning turn, Ground ground)
    {
        var clause = claim.TopicsOf(turn.Clause);
        var near = ground.Statements.Union(ground.Holding(clause, SameTopic)
            .Select(holding => holding.Statement)).ToList();
        if (IsSecond(claim, turn) && !near.Any(statement => statement.Turns.Any(other => IsSecond(statement, other))))
            return false;
        var said = near.Where(statement => statement.Has(turn.Heads)).ToList();
        if (said.Count == 0)
            return near.Any(statement => statement.Turns.Any(other => other.Kind.HasFlag(Modality.Not)));
        var denied = Turned.Nearest(said.Where(statement => statement.Turns(Modality.Not, turn.Heads)), claim, turn);
        var straight = Turned.Nearest(said.Where(statement => !statement.Turns(Modality.Not, turn.Heads)), claim, turn);
        return denied >= 0 && (denied >= straight - Lead || clause.Sum(topic => topic.Weight) < LeastWeight);
    }

    /// <summary>"I do not have an exact count" denies nothing but knowledge.</summary>
    private static bool IsOfKnowledge(Statement claim, Turning turn)
    {
        var words = FactWords.Of(claim.Language);
        var (before, behind) = (claim.Words.Take(turn.At).TakeLast(Around), claim.Words.Skip(turn.At).Take(Around));
        return words.Unknown.Any(phrase => claim.HasPhrase(phrase, turn.At) || claim.HasPhrase(phrase, turn.At - 1))
            && (behind.Any(word => words.Knowledge.Contains(word.Lower))
                || before.Any(word => words.Knowledge.Contains(word.Lower) || words.Knowers.Contains(word.Lower)));
    }

    /// <summary>"If you do not want it" repeats what the question denies.</summary>
    private static bool IsAsked(Statement claim, Turning turn, Statement question) =>
        Before(claim, turn).Any(word => FactWords.Of(claim.Language).Conditions.Contains(word.Lower))
            && question.Turns(Modality.Not, turn.Heads);

    /// <summary>It negates a negation of its clause: no "and" or "or" stands between them.</summary>
    private static bool IsSecond(Statement statement, Turning turn) => turn.Kind.HasFlag(Modality.Not)
        && statement.Turns.LastOrDefault(other =>
            other.Kind.HasFlag(Modality.Not) && other.At < turn.At && other.Clause == turn.Clause) is { } first
        && !statement.Words.Skip(first.At).Take(turn.At - first.At)
            .Any(word => FactWords.Of(statement.Language).Joining.Contains(word.Lower));

    private static IEnumerable<Word> Before(Statement claim, Turning turn) => claim.Words.Index()
        .Where(word => word.Index < turn.At && claim.ClauseOf[word.Index] == turn.Clause).Select(word => word.Item);
}
