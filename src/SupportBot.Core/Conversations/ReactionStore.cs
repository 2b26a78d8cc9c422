using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>A reaction to a message of the bot.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ActivityId">The log's id of what the bot said.</param>
/// <param name="UserId">Who reacted.</param>
/// <param name="Type">The channel's name for it, such as <c>heart</c>.</param>
/// <param name="GivenAt">When, to the millisecond.</param>
public sealed record Reaction(
    string ConversationId, string ActivityId, string UserId, string Type, DateTimeOffset GivenAt);

/// <summary>Stores reactions to messages of the bot until they are removed.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
public sealed class ReactionStore(Database database, string brand)
{
    /// <summary>Stores reactions unless the conversation has been erased; existing ones are unchanged.</summary>
    public Task AddAsync(IReadOnlyList<Reaction> reactions, CancellationToken cancellationToken) =>
        EachAsync(reactions,
            """
            INSERT INTO reaction (brand, conversation_id, activity_id, user_id, type, given_at)
            SELECT @brand, @ConversationId, @ActivityId, @UserId, @Type, @givenAt
            WHERE EXISTS (SELECT 1 FROM conversation WHERE brand = @brand AND id = @ConversationId)
            ON CONFLICT (brand, conversation_id, activity_id, user_id, type) DO NOTHING
            """, cancellationToken);

    /// <summary>Removes reactions, whenever they were given.</summary>
    public Task RemoveAsync(IReadOnlyList<Reaction> reactions, CancellationToken cancellationToken) =>
        EachAsync(reactions,
            """
            DELETE FROM reaction WHERE brand = @brand AND conversation_id = @ConversationId
                AND activity_id = @ActivityId AND user_id = @UserId AND type = @Type
            """, cancellationToken);

    /// <summary>The reactions in a conversation, oldest first.</summary>
    public async Task<IReadOnlyList<Reaction>> ReadAsync(string conversationId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ReactionRow>(
            """
            SELECT activity_id AS ActivityId, user_id AS UserId, type AS Type, given_at AS GivenAt
            FROM reaction WHERE brand = @brand AND conversation_id = @conversationId
            ORDER BY given_at, activity_id, user_id, type
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new Reaction(conversationId, row.ActivityId, row.UserId, row.Type,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GivenAt)))];
    }

    private Task<int> EachAsync(
        IReadOnlyList<Reaction> reactions, string statement, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            foreach (var reaction in reactions)
                await session.ExecuteAsync(statement, new
                {
                    brand, reaction.ConversationId, reaction.ActivityId, reaction.UserId, reaction.Type,
                    givenAt = reaction.GivenAt.ToUnixTimeMilliseconds(),
                }).ConfigureAwait(false);
            return reactions.Count;
        }, cancellationToken);

    private sealed record ReactionRow(string ActivityId, string UserId, string Type, long GivenAt);
}
