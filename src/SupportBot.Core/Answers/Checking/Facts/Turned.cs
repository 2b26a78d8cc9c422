namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>
/// What modals and negations share: whether a source sentence turns the same words, and how near it is.
/// </summary>
internal static class Turned
{
    /// <summary>Whether a statement turns one of some words so.</summary>
    public static bool Turns(
        this Statement statement, Modality kinds, IReadOnlyList<Topic> heads) => statement.Turns.Any(turn =>
        (turn.Kind & kinds) != 0 && heads.Any(head => turn.Reached.Any(reached => reached.Stem == head.Stem)));

    /// <summary>Whether a statement speaks of one of some words.</summary>
    public static bool Has(this Statement statement, IReadOnlyList<Topic> heads) =>
        heads.Any(head => statement.Set.Match(head.Stem) > 0);

    /// <summary>The nearness of the nearest of some statements; −1 where there is none.</summary>
    public static double Nearest(IEnumerable<Statement> statements, Statement claim, Turning turn)
    {
        var clause = claim.TopicsOf(turn.Clause);
        // The clause that is turned counts as much as the whole sentence.
        return statements
            .Select(statement => (Ground.Share(claim.Topics, [statement]) + Ground.Share(clause, [statement])) / 2)
            .DefaultIfEmpty(-1).Max();
    }
}
