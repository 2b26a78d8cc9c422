using SupportBot.Core.Answers;

namespace SupportBot.Core.Conversations;

/// <summary>An accepted arrival that waits for its answer.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Number of the arrival in the log.</param>
/// <param name="Wait">How long the visitor should wait before writing again; zero where the message may be answered.</param>
/// <param name="Json">The activity, UTF-8.</param>
public sealed record Turn(string ConversationId, long Number, TimeSpan Wait, ReadOnlyMemory<byte> Json);

/// <summary>How a turn ended.</summary>
public enum TurnEnd
{
    /// <summary>As the dialog decided.</summary>
    Done,

    /// <summary>With a message that says so.</summary>
    Failed,
}

/// <summary>A question that was answered.</summary>
/// <param name="ActivityId">The answer's id in the log.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered, with its citations and evidence.</param>
/// <param name="MessageId">The message that asked, by the channel's own id.</param>
public sealed record Reply(string ActivityId, string Question, Answer Answer, string MessageId);
