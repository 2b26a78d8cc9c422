namespace SupportBot.Core.Gaps;

/// <summary>Why a question counts as open.</summary>
public enum GapReason
{
    /// <summary>The documents do not contain the answer.</summary>
    Refused,

    /// <summary>No direct answer was found, and sections were suggested.</summary>
    Suggested,

    /// <summary>The bot asked for clarification, and the conversation ended.</summary>
    AskedBack,

    /// <summary>An answer was interrupted.</summary>
    BrokenOff,

    /// <summary>The reply was rated thumbs down.</summary>
    ThumbDown,
}

/// <summary>A customer's question that was not answered, or not well.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">The turn's number in it.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Question">As the customer wrote it.</param>
/// <param name="Understood">The self-contained question that was searched.</param>
/// <param name="Reasons">Why it is open; at least one.</param>
/// <param name="Comments">What was written beside thumbs down.</param>
public sealed record OpenQuestion(
    string ConversationId, long Number, DateTimeOffset At, string Question, string Understood,
    IReadOnlyList<GapReason> Reasons, IReadOnlyList<string> Comments);
