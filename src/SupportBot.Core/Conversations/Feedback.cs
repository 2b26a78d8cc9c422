namespace SupportBot.Core.Conversations;

/// <summary>What a visitor thinks of one answer.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ActivityId">The answer in it.</param>
/// <param name="UserId">Who says so.</param>
/// <param name="Helpful">Thumbs up; false for thumbs down.</param>
/// <param name="Comment">What was written beside it; empty for nothing.</param>
/// <param name="GivenAt">When, to the millisecond.</param>
public sealed record Feedback(string ConversationId, string ActivityId, string UserId, bool Helpful, string Comment, DateTimeOffset GivenAt);
