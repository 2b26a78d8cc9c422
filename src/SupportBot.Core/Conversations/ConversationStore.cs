using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversations;

/// <summary>
/// The conversations of a brand and their logs. An arrival is stored together with its turn; when a task completes,
/// both are on disk.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="rate">
/// The limit of answered messages per visitor; further messages are stored and answered with a request to wait.
/// </param>
/// <param name="clock">The clock.</param>
public sealed class ConversationStore(Database database, string brand, MessageRate rate, TimeProvider clock)
{
    // A conversation that was erased can come back, and its audit records still have numbers.
    private const string LastAudited =
        "COALESCE((SELECT MAX(number) FROM audit_record WHERE brand = @brand AND conversation_id = @Id), 0)";

    /// <summary>Starts a conversation with its first arrival; an existing conversation is unchanged.</summary>
    /// <returns>Whether it is new.</returns>
    public Task<bool> StartAsync(
        Conversation conversation, string channel, Arrival first, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var added = await session.ExecuteAsync(
                $"""
                INSERT INTO conversation
                    (brand, id, channel, owner, user_id, user_name, locale, started_at, last_number)
                VALUES (@brand, @Id, @channel, 'bot', @UserId, @UserName, @Locale, @startedAt, {LastAudited})
                ON CONFLICT (brand, id) DO NOTHING
                """,
                new
                {
                    brand, conversation.Id, channel, conversation.UserId, conversation.UserName, conversation.Locale,
                    startedAt = Now(),
                }).ConfigureAwait(false);
            if (added == 1) await AppendAsync(session, first).ConfigureAwait(false);
            return added == 1;
        }, cancellationToken);

    /// <summary>
    /// Stores an arrival of a channel's conversation, or finds the original of a duplicate. The first arrival creates
    /// the conversation.
    /// </summary>
    public async Task<Acceptance> ReceiveAsync(
        Conversation conversation, string channel, Arrival arrival, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        return await database.WriteAsync(async session =>
        {
            var number = await session.ScalarAsync<long>(
                $"""
                INSERT INTO conversation
                    (brand, id, channel, owner, user_id, user_name, locale, started_at, last_number)
                VALUES (@brand, @Id, @channel, 'bot', @UserId, @UserName, @Locale, @startedAt, {LastAudited} + 1)
                ON CONFLICT (brand, id) DO UPDATE SET locale = COALESCE(excluded.locale, conversation.locale),
                    last_number = conversation.last_number + 1
                RETURNING last_number
                """,
                new
                {
                    brand, conversation.Id, channel, conversation.UserId, conversation.UserName, conversation.Locale,
                    startedAt = Now(),
                }).ConfigureAwait(false);
            return await KeepAsync(session, arrival, number).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The conversation; null if there is none.</summary>
    public Task<Conversation?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<Conversation>(
            """
            SELECT id AS Id, user_id AS UserId, user_name AS UserName, locale AS Locale, last_number AS LastNumber,
                channel AS Channel
            FROM conversation WHERE brand = @brand AND id = @conversationId
            """,
            new { brand, conversationId }), cancellationToken);

    /// <summary>Assigns a user to a conversation without one, and stores the arrival.</summary>
    /// <returns>Whether it had none.</returns>
    public Task<bool> JoinAsync(Conversation conversation, Arrival joined, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var had = await session.ExecuteAsync(
                """
                UPDATE conversation SET user_id = @UserId, user_name = @UserName, locale = @Locale
                WHERE brand = @brand AND id = @Id AND user_id IS NULL
                """,
                new
                {
                    brand, conversation.Id, conversation.UserId, conversation.UserName, conversation.Locale,
                }).ConfigureAwait(false) == 0;
            if (!had) await AppendAsync(session, joined).ConfigureAwait(false);
            return !had;
        }, cancellationToken);

    /// <summary>
    /// Stores an arrival, or finds the original of a duplicate (same sender and client id); null if the conversation
    /// does not exist.
    /// </summary>
    public async Task<Acceptance?> AcceptAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        return await database
            .WriteAsync(session => AppendAsync(session, arrival), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Reads the entries after a number.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">
    /// The number up to which the reader knows all entries. A number beyond the end counts as 0.
    /// </param>
    /// <param name="most">How many entries at most.</param>
    /// <param name="bytes">How many bytes of JSON at most; one entry is read whatever its length.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Null if there is no such conversation.</returns>
    public async Task<LogSlice?> ReadAsync(
        string conversationId, long after, int most, int bytes, CancellationToken cancellationToken)
    {
        if (await FindAsync(conversationId, cancellationToken).ConfigureAwait(false) is not { } conversation)
            return null;
        var from = after > conversation.LastNumber ? 0 : after;
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<(long Number, long Visible, string Json, long Found)>(
            """
            WITH page AS (
                SELECT number, size, SUM(size) OVER (ORDER BY number) AS total FROM (
                    SELECT number, octet_length(json) AS size FROM activity
                    WHERE brand = @brand AND conversation_id = @conversationId AND number > @from
                    ORDER BY number LIMIT @limit) AS next
            )
            SELECT activity.number, visible, json, (SELECT COUNT(*) FROM page)
            FROM page JOIN activity ON activity.brand = @brand
                AND activity.conversation_id = @conversationId AND activity.number = page.number
            WHERE page.total <= @bytes OR page.total = page.size ORDER BY activity.number
            """,
            new { brand, conversationId, from, limit = most + 1, bytes }), cancellationToken).ConfigureAwait(false);
        var page = rows.Take(most).ToList();
        return new LogSlice(
            from,
            page.Count > 0 ? page[^1].Number : from,
            [.. page.Where(row => row.Visible != 0)
                .Select(row => new NumberedEntry(row.Number, Encoding.UTF8.GetBytes(row.Json)))],
            page.Count > 0 && page[0].Found > page.Count);
    }

    /// <summary>How many activities a conversation's users have sent since a time, and their bytes of JSON.</summary>
    public Task<(long Activities, long Bytes)> StoredSinceAsync(
        string conversationId, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<(long, long)>(
            $"""
            SELECT COUNT(*), COALESCE(SUM(octet_length(json)), 0) FROM activity
            WHERE brand = @brand AND conversation_id = @conversationId
                AND visible = 1 AND sender_id <> '' AND NOT {LogTable.IsFromAgent} AND stored_at > @since
            """,
            new { brand, conversationId, since = since.ToUnixTimeMilliseconds() }), cancellationToken);

    /// <summary>
    /// The newest activity that the user sent, by which the user is reached again; null if the log has none.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>?> LastReceivedAsync(
        string conversationId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            $"""
            SELECT json FROM activity WHERE brand = @brand AND conversation_id = @conversationId
                AND sender_id <> '' AND NOT {LogTable.IsFromAgent} ORDER BY number DESC LIMIT 1
            """,
            new { brand, conversationId }), cancellationToken).ConfigureAwait(false) is { } json
            ? Encoding.UTF8.GetBytes(json)
            : null;

    private async Task<Acceptance?> AppendAsync(Session session, Arrival arrival) =>
        await LogTable.NextAsync(session, brand, arrival.ConversationId).ConfigureAwait(false) is { } number
            ? await KeepAsync(session, arrival, number).ConfigureAwait(false)
            : null;

    // Returns the number of the stored activity if this one is a duplicate.
    private async Task<Acceptance> KeepAsync(Session session, Arrival arrival, long number)
    {
        var (now, entry) = (clock.GetUtcNow(), arrival.Write(number));
        var sender = new Sender(arrival.ConversationId, arrival.SenderId, arrival.ClientId);
        if (!await LogTable.InsertAsync(session, brand, sender, number, entry, now).ConfigureAwait(false))
            return await FirstCopyAsync(session, arrival).ConfigureAwait(false);
        foreach (var file in arrival.Files ?? [])
            await AttachmentTable.InsertAsync(session, brand, arrival.ConversationId, number, file, now)
                .ConfigureAwait(false);
        var wait = arrival.Kind is TurnStore.Message or TurnStore.MessageUpdate
            ? await WaitAsync(session, arrival, now).ConfigureAwait(false)
            : TimeSpan.Zero;
        await session.ExecuteAsync(
            """
            INSERT INTO turn (brand, conversation_id, number, user_id, kind, wait_seconds, state, accepted_at)
            VALUES (@brand, @ConversationId, @number, @SenderId, @Kind, @wait, 'accepted', @acceptedAt)
            """,
            new
            {
                brand, arrival.ConversationId, number, arrival.SenderId, arrival.Kind,
                wait = (long)Math.Ceiling(wait.TotalSeconds), acceptedAt = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false);
        return new Acceptance(number, entry.ActivityId, entry);
    }

    private async Task<Acceptance> FirstCopyAsync(Session session, Arrival arrival)
    {
        await session.ExecuteAsync(
            "UPDATE conversation SET last_number = last_number - 1 WHERE brand = @brand AND id = @ConversationId",
            new { brand, arrival.ConversationId }).ConfigureAwait(false);
        var first = await session.FirstOrDefaultAsync<StoredActivity>(
            """
            SELECT number AS Number, activity_id AS ActivityId FROM activity
            WHERE brand = @brand AND conversation_id = @ConversationId
                AND sender_id = @SenderId AND client_id = @ClientId
            """,
            new { brand, arrival.ConversationId, arrival.SenderId, arrival.ClientId }).ConfigureAwait(false);
        return new Acceptance(first!.Number, first.ActivityId, null);
    }

    private async Task<TimeSpan> WaitAsync(Session session, Arrival arrival, DateTimeOffset now)
    {
        var wait = await WaitAsync(session, arrival.SenderId, now).ConfigureAwait(false);
        return wait == TimeSpan.Zero && arrival.Defer is { } defer ? defer() : wait;
    }

    private async Task<TimeSpan> WaitAsync(Session session, string userId, DateTimeOffset now)
    {
        const string Newest =
            """
            SELECT accepted_at FROM turn
            WHERE brand = @brand AND user_id = @userId AND kind IN ('message', 'messageUpdate') AND wait_seconds = 0
            ORDER BY accepted_at DESC LIMIT 1 OFFSET
            """;
        const string Both = $"SELECT ({Newest} @minute), ({Newest} @hour)";
        var (minute, hour) = await session.FirstOrDefaultAsync<(long?, long?)>(
            Both, new { brand, userId, minute = rate.PerMinute - 1, hour = rate.PerHour - 1 }).ConfigureAwait(false);
        return MessageRate.Wait(Time(minute), Time(hour), now);

        static DateTimeOffset? Time(long? milliseconds) =>
            milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record StoredActivity(long Number, string ActivityId);
}
