using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

/// <summary>The stored data of conversations, for export and erasure.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
public sealed class ConversationArchive(Database database, string brand)
{
    // The log contains a visitor's id as sender, member or mention. After the log has expired, the turns still have it.
    private const string OfVisitor =
        """
        AND (c.user_id = @visitor
            OR EXISTS (SELECT 1 FROM turn t
                WHERE t.brand = c.brand AND t.conversation_id = c.id AND t.user_id = @visitor)
            OR EXISTS (SELECT 1 FROM visitor_identity i
                WHERE i.brand = c.brand AND i.conversation_id = c.id AND i.subject = @visitor)
            OR EXISTS (SELECT 1 FROM feedback f
                WHERE f.brand = c.brand AND f.conversation_id = c.id AND f.user_id = @visitor)
            OR EXISTS (SELECT 1 FROM reaction r
                WHERE r.brand = c.brand AND r.conversation_id = c.id AND r.user_id = @visitor)
            OR EXISTS (SELECT 1 FROM activity a
                WHERE a.brand = c.brand AND a.conversation_id = c.id AND instr(a.json, '"' || @visitor || '"') > 0))
        """;

    private const string WithQuestion =
        "AND EXISTS (SELECT 1 FROM reply q WHERE q.brand = c.brand AND q.conversation_id = c.id "
            + "AND instr(lower(q.question), lower(@text)) > 0)";

    /// <summary>Conversations, the newest first.</summary>
    /// <param name="visitor">
    /// Only those that this person takes part in, by the channel's id of them; null for all.
    /// </param>
    /// <param name="text">Only those in which a question holds this, whatever its case; null for all.</param>
    /// <param name="most">The most that are read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<ArchivedConversation>> ListAsync(
        string? visitor, string? text, int most, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<ArchivedConversation>(
            $"""
            SELECT c.id AS Id, c.channel AS Channel, c.user_id AS UserId, c.started_at AS StartedAtMs,
                (SELECT r.question FROM reply r WHERE r.brand = c.brand AND r.conversation_id = c.id
                    ORDER BY r.number LIMIT 1) AS Question,
                (SELECT COUNT(*) FROM activity a WHERE a.brand = c.brand AND a.conversation_id = c.id) AS Activities
            FROM conversation c
            WHERE c.brand = @brand {(visitor is null ? "" : OfVisitor)} {(text is null ? "" : WithQuestion)}
            ORDER BY c.started_at DESC, c.id LIMIT @most
            """,
            new { brand, visitor, text, most }), cancellationToken);

    /// <summary>All stored data of a conversation, by table; null if there is none.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ArchivedRow>>?> ExportAsync(
        string conversationId, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<ArchivedRow>>?>(async session =>
        {
            var key = new { brand, conversationId };
            var tables = new Dictionary<string, IReadOnlyList<ArchivedRow>>(StringComparer.Ordinal)
            {
                ["conversation"] = await RowsAsync(session,
                    "SELECT * FROM conversation WHERE brand = @brand AND id = @conversationId",
                    key).ConfigureAwait(false),
            };
            foreach (var table in ConversationTables.All)
                tables[table] = await RowsAsync(
                    session, $"SELECT * FROM {table} WHERE brand = @brand AND conversation_id = @conversationId",
                    key).ConfigureAwait(false);
            tables["audit"] = await RowsAsync(session,
                """
                SELECT r.*, c.content FROM audit_record r LEFT JOIN audit_content c ON c.brand = r.brand AND c.id = r.id
                WHERE r.brand = @brand AND r.conversation_id = @conversationId ORDER BY r.number
                """, key).ConfigureAwait(false);
            return tables.Values.Any(rows => rows.Count > 0) ? tables : null;
        }, cancellationToken);

    private static async Task<IReadOnlyList<ArchivedRow>> RowsAsync(Session session, string sql, object key) =>
        [.. (await session.QueryAsync<dynamic>(sql, key).ConfigureAwait(false))
            .Select(row => new ArchivedRow((IDictionary<string, object?>)row))];
}

/// <summary>A conversation in the list.</summary>
public sealed record ArchivedConversation
{
    public required string Id { get; init; }

    /// <summary><c>webchat</c>, <c>msteams</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Who spoke first; null until somebody has.</summary>
    public string? UserId { get; init; }

    /// <summary>Unix time in milliseconds.</summary>
    public long StartedAtMs { get; init; }

    /// <summary>What was asked first; null where nothing was answered yet, or is kept no longer.</summary>
    public string? Question { get; init; }

    /// <summary>Entries in its log.</summary>
    public long Activities { get; init; }
}

/// <summary>One row, by column: text, a whole number, bytes, or null.</summary>
public sealed class ArchivedRow(IDictionary<string, object?> columns)
{
    /// <summary>The columns in their order.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Columns => columns;
}
