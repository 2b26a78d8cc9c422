namespace SupportBot.Core.Conversations;

/// <summary>An accepted arrival that waits for its answer.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Number of the arrival in the log.</param>
/// <param name="ActivityId">Its id in the log.</param>
/// <param name="Wait">How long the visitor should wait before writing again; zero where the message may be answered.</param>
/// <param name="StreamId">The channel's id of the reply that an earlier run of the turn began to show; null for none.</param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="Restarts">In how many later starts of the host it was taken up again.</param>
public sealed record Turn(
    string ConversationId, long Number, string ActivityId, TimeSpan Wait, string? StreamId, ReadOnlyMemory<byte> Json, int Restarts = 0);

/// <summary>A conversation in which turns wait.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="LastNumber">The number of the last turn that waits.</param>
public sealed record UnfinishedTurns(string ConversationId, string Channel, long LastNumber);

/// <summary>What was stored at the end of a turn.</summary>
/// <param name="First">Number of the first reply in the log; the turn's own number where there is none.</param>
/// <param name="IsNext">Whether that reply may be sent at once, since no earlier one waits.</param>
/// <param name="IsLast">Whether no turn of the conversation waits behind it.</param>
public sealed record TurnOutcome(long First, bool IsNext, bool IsLast);

/// <summary>How a turn ended.</summary>
public enum TurnEnd
{
    /// <summary>As the dialog decided.</summary>
    Done,

    /// <summary>With a message that says so.</summary>
    Failed,
}
