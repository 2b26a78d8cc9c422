namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Compares negations and modals by the words that they reach.</summary>
internal static class Turns
{
    /// <summary>Of the source, the nearest words that a turning word reaches.</summary>
    private const int Near = 2;

    /// <summary>A source sentence that holds so much of the answer's says the same, so that what turns it must not be lost.</summary>
    private const double SameSentence = 0.7;

    private const Turn Modals = Turn.Must | Turn.Should | Turn.May;

    public static bool Differ(Statement claim, Ground ground, Turn kind) => Added(claim, ground, kind) || (kind != Turn.May && Lost(claim, ground, kind));

    /// <summary>The answer turns words that no source sentence turns so.</summary>
    private static bool Added(Statement claim, Ground ground, Turn kind) => claim.Turns.Where(turn => turn.Kind.HasFlag(kind)).Any(turn =>
    {
        var heads = turn.Reached.Take(Near).ToList();
        var said = ground.Statements.Where(statement => heads.Any(head => statement.Set.Match(head.Stem) > 0)).ToList();
        if (kind == Turn.Not) return !(said.Count > 0 ? said : ground.Statements).Any(statement => Turned(statement, kind, heads, said.Count > 0));
        return said.Any(statement => Turned(statement, Modals & ~kind, heads, true)) && !said.Any(statement => Turned(statement, kind, heads, true));
    });

    /// <summary>The source sentence turns words that the answer says straight.</summary>
    private static bool Lost(Statement claim, Ground ground, Turn kind) => ground.Nearest is { } nearest && ground.NearestShare >= SameSentence
        && !claim.Turns.Any(turn => turn.Kind.HasFlag(kind))
        && nearest.Turns.Where(turn => turn.Kind.HasFlag(kind) && turn.Reached.Count > 0)
            .Any(turn => turn.Reached.Take(Near).All(head => claim.Set.Match(head.Stem) > 0));

    private static bool Turned(Statement statement, Turn kinds, List<Topic> heads, bool sameWords) => statement.Turns.Any(turn =>
        (turn.Kind & kinds) != 0 && (!sameWords || heads.Any(head => turn.Reached.Any(reached => reached.Stem == head.Stem))));
}
