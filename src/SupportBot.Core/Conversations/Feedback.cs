namespace SupportBot.Core.Conversations;

/// <summary>A visitor's rating of an answer.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ActivityId">The answer in it.</param>
/// <param name="UserId">The user who rated it.</param>
/// <param name="Helpful">Thumbs up; false for thumbs down.</param>
/// <param name="Comment">The comment; empty if there is none.</param>
/// <param name="GivenAt">When, to the millisecond.</param>
public sealed record Feedback(
    string ConversationId, string ActivityId, string UserId, bool Helpful, string Comment, DateTimeOffset GivenAt);
