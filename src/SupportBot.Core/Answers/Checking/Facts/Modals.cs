namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Compares must, should and may by the words that they reach.</summary>
internal static class Modals
{
    /// <summary>A clause of less weight is too short to be recognised in the source.</summary>
    private const double LeastWeight = 2.5;

    public static bool Differ(Statement claim, Ground ground) =>
        ((Modality[])[Modality.Must, Modality.Should, Modality.May]).Any(kind => Added(claim, ground, kind))
        || ((Modality[])[Modality.Must, Modality.Should]).Any(kind =>
            !claim.Turns.Any(turn => turn.Kind.HasFlag(kind)) && ground.TurnsStraight(claim, kind, LeastWeight));

    /// <summary>The nearest source sentence turns the same words otherwise.</summary>
    private static bool Added(Statement claim, Ground ground, Modality kind) => claim.Turns
        .Where(turn => turn.Kind.HasFlag(kind) && !Hedges(claim, turn, kind)).Any(turn =>
    {
        var said = ground.Statements.Where(statement => statement.Has(turn.Heads)).ToList();
        var same = Turned.Nearest(said.Where(statement => statement.Turns(kind, turn.Heads)), claim, turn);
        var other = Turned.Nearest(said.Where(statement =>
            statement.Turns(Modality.Modal & ~kind, turn.Heads) && !statement.Turns(kind, turn.Heads)), claim, turn);
        return other > same;
    });

    /// <summary>"May need to" softens the must, which stands there still.</summary>
    private static bool Hedges(Statement claim, Turning turn, Modality kind) => kind == Modality.May
        && claim.Turns.Any(other => other.Clause == turn.Clause && (other.Kind & (Modality.Must | Modality.Should)) != 0
            && !other.Kind.HasFlag(Modality.May));
}
