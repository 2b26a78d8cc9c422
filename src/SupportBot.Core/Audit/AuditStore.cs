using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

/// <summary>Reads the audit, and erases content from it.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
public sealed class AuditStore(Database database, string brand)
{
    /// <summary>Records with their questions, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="most">The most that are read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<ListedReply>> ListAsync(
        AuditFilter filter, int most, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<ListedReply>(
            $"{ListedReply.Select} WHERE r.brand = @brand {filter.Condition} ORDER BY r.id DESC LIMIT @most",
            new { brand, filter.Conversation, filter.Kind, filter.From, filter.Until, most }), cancellationToken);

    /// <summary>A record with its content and the cited texts of that time; null if there is none.</summary>
    /// <param name="id">Of the record.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<AuditedReply?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(async session =>
        {
            var record = await session.FirstOrDefaultAsync<AuditRecord>(
                $"SELECT {AuditRecord.Columns} FROM audit_record r WHERE r.brand = @brand AND r.id = @id",
                new { brand, id }).ConfigureAwait(false);
            if (record is null) return null;
            var json = await session.ScalarAsync<string>(
                "SELECT content FROM audit_content WHERE brand = @brand AND id = @id",
                new { brand, id }).ConfigureAwait(false);
            if (json is null) return new AuditedReply(record, null, []);
            var content = AuditContent.Read(json);
            var texts = new List<CitedText>();
            foreach (var passage in content.Passages.Where(passage => passage.IsCited))
                texts.Add(new CitedText(passage, await TextAsync(session, passage).ConfigureAwait(false)));
            return new AuditedReply(record, content, texts);
        }, cancellationToken);

    /// <summary>Reads the whole chain in its order, in one state of the database.</summary>
    /// <param name="read">Takes each record with its salt in base64 and its content, both null once erased.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The signed end; null if nothing is sealed.</returns>
    public Task<AuditHead?> ReadSealedAsync(
        Func<AuditRecord, string?, string?, Task> read, CancellationToken cancellationToken = default) =>
        database.ReadAsync(async session =>
        {
            var rows = session.StreamAsync<AuditRow>(
                $"{AuditRow.Select} WHERE r.brand = @brand AND r.position IS NOT NULL ORDER BY r.position",
                new { brand });
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
                await read(
                    row, row.Salt is null ? null : Convert.ToBase64String(row.Salt), row.Content).ConfigureAwait(false);
            return await session.FirstOrDefaultAsync<AuditHead>(
                $"SELECT {AuditHead.Columns} FROM audit_head WHERE brand = @brand",
                new { brand }).ConfigureAwait(false);
        }, cancellationToken);

    private Task<string?> TextAsync(Session session, AuditedPassage passage) => session.ScalarAsync<string>(
        """
        SELECT text FROM chunks
        WHERE brand = @brand AND document_id = @DocumentId AND version = @Version AND ordinal = @Ordinal
        """,
        new { brand, passage.DocumentId, passage.Version, passage.Ordinal });
}

/// <summary>Which records are listed; null for any.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Conversation">Its id.</param>
/// <param name="Kind">As <c>ask --json</c> names it.</param>
public sealed record AuditFilter(DateOnly? Day = null, string? Conversation = null, string? Kind = null)
{
    internal long? From =>
        Day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) is { } start
            ? new DateTimeOffset(start).ToUnixTimeMilliseconds()
            : null;

    internal long? Until => From + (long)TimeSpan.FromDays(1).TotalMilliseconds;

    internal string Condition => string.Concat(
        Day is null ? "" : "AND r.recorded_at >= @From AND r.recorded_at < @Until ",
        Conversation is null ? "" : "AND r.conversation_id = @Conversation ",
        Kind is null ? "" : "AND r.kind = @Kind");
}

/// <param name="Record">What always stays.</param>
/// <param name="Content">Null once it is erased.</param>
/// <param name="Cited">The passages that the answer rests on.</param>
public sealed record AuditedReply(AuditRecord Record, AuditContent? Content, IReadOnlyList<CitedText> Cited);

/// <param name="Passage">Where it stood.</param>
/// <param name="Text">Its text in that version, Markdown; null if the version was removed.</param>
public sealed record CitedText(AuditedPassage Passage, string? Text)
{
    /// <summary>Whether the text is the one that the answer was written from.</summary>
    public bool IsGenuine => Text is not null && TextHash.Of(Text) == Passage.TextHash;
}
