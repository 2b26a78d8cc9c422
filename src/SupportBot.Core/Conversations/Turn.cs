using SupportBot.Core.Audit;
using SupportBot.Core.Contact;
using SupportBot.Core.Handoff;

namespace SupportBot.Core.Conversations;

/// <summary>An accepted arrival that is waiting to be answered.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Number of the arrival in the log.</param>
/// <param name="ActivityId">Its id in the log.</param>
/// <param name="Wait">
/// How long the visitor should wait before writing again; zero if the message may be answered.
/// </param>
/// <param name="StreamId">
/// The channel's id of the reply that an earlier run of the turn started to stream; null if there is none.
/// </param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="Restarts">How many restarts of the host have resumed it.</param>
/// <param name="Owner">Who answers the conversation.</param>
public sealed record Turn(
    string ConversationId, long Number, string ActivityId, TimeSpan Wait, string? StreamId, ReadOnlyMemory<byte> Json,
    int Restarts = 0, ConversationOwner Owner = ConversationOwner.Bot);

/// <summary>A conversation in which turns wait.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="LastNumber">The number of the last turn that waits.</param>
public sealed record UnfinishedTurns(string ConversationId, string Channel, long LastNumber);

/// <summary>What was stored at the end of a turn.</summary>
/// <param name="First">The log's number of the first thing said; the turn's own number if nothing was.</param>
/// <param name="IsNext">Whether it is being sent to the channel, because nothing before it is waiting.</param>
/// <param name="IsLast">Whether it is the last turn of the conversation.</param>
public sealed record TurnOutcome(long First, bool IsNext, bool IsLast)
{
    /// <summary>
    /// Whether nothing was stored, because the conversation had got another owner: the turn is to run again.
    /// </summary>
    public bool IsToRunAgain { get; init; }

    /// <summary>The case that was opened or changed; null for none.</summary>
    public SupportCase? Case { get; init; }
}

/// <summary>The result of a turn.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Said">What the bot said, in order.</param>
/// <param name="Answered">The question that it answered; null for none.</param>
/// <param name="Handoff">What it does about a case; null for nothing.</param>
/// <param name="Contact">What it does about a form; null for nothing.</param>
public sealed record TurnResult(
    TurnEnd End, IReadOnlyList<LogEntry> Said, AnsweredTurn? Answered = null, HandoffAction? Handoff = null,
    ContactAction? Contact = null);

/// <summary>How a turn ended.</summary>
public enum TurnEnd
{
    /// <summary>As the dialog decided it.</summary>
    Done,

    /// <summary>With a message that says so.</summary>
    Failed,
}
