using System.Runtime.CompilerServices;
using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// A brand's documents in the database, from which every index is derived. A document has one live version; a new
/// version replaces it in one transaction, so that a document is never partly updated. Versions that the audit cites
/// are kept.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="time">Stamps versions, and gives the first position.</param>
/// <param name="publicUrl">
/// Makes the stored URLs absolute that begin with a slash: <c>http://localhost:5080</c>.
/// </param>
public sealed class DocumentStore(Database database, string brand, TimeProvider time, string publicUrl)
{
    private const string LiveChunks =
        """
        FROM documents d
        JOIN document_versions v ON v.brand = d.brand AND v.document_id = d.id AND v.version = d.live_version
        JOIN chunks c ON c.brand = d.brand AND c.document_id = d.id AND c.version = d.live_version
        """;

    /// <summary>Source and content hash of every live document, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, KnownDocument>> KnownAsync(
        CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<KnownRow>(
            """
            SELECT d.id AS Id, d.source AS Source, v.content_hash AS ContentHash
            FROM documents d JOIN document_versions v ON v.brand = d.brand
                AND v.document_id = d.id AND v.version = d.live_version
            WHERE d.brand = @brand
            """, new { brand }), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(
            row => row.Id, row => new KnownDocument(row.Source, row.ContentHash), StringComparer.Ordinal);
    }

    /// <summary>Renames sources. Documents and the index are unchanged.</summary>
    public Task RenameSourcesAsync(
        IEnumerable<string> names, string name, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE documents SET source = @name WHERE brand = @brand AND source IN @names",
            new { brand, name, names }), cancellationToken);

    /// <summary>Publishes new versions and deletes documents in one transaction.</summary>
    /// <param name="source">Where the documents come from: a folder's path, or a name.</param>
    /// <param name="documents">New or changed documents, each once.</param>
    /// <param name="deleted">Ids of documents that are gone.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task ApplyAsync(
        string source, IReadOnlyList<ChunkedDocument> documents, IReadOnlyList<string> deleted,
        CancellationToken cancellationToken = default)
    {
        if (documents.Count + deleted.Count == 0) return;
        await database.WriteAsync(async session =>
        {
            var write = new DocumentWrite(session, brand, time.GetUtcNow());
            var position = await write.TakePositionsAsync(documents.Count + deleted.Count).ConfigureAwait(false);
            foreach (var document in documents)
                await write.PutAsync(source, document, position++).ConfigureAwait(false);
            foreach (var id in deleted) await write.DeleteAsync(id, position++).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Chunks of live versions by id; fits <see cref="ChunkSource"/>.</summary>
    public Task<IReadOnlyDictionary<string, Chunk>> ChunksAsync(
        IReadOnlyList<string> chunkIds, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyDictionary<string, Chunk>>(async session =>
        {
            var chunks = new Dictionary<string, Chunk>(StringComparer.Ordinal);
            foreach (var id in chunkIds.Distinct(StringComparer.Ordinal))
            {
                if (Chunk.ParseId(id) is not var (documentId, ordinal)) continue;
                var row = await session.FirstOrDefaultAsync<ChunkRow>(
                    $"{ChunkRow.Columns} {LiveChunks} WHERE d.brand = @brand AND d.id = @documentId "
                        + "AND c.ordinal = @ordinal",
                    new { brand, documentId, ordinal }).ConfigureAwait(false);
                if (row is not null) chunks[id] = row.ToChunk(publicUrl);
            }
            return chunks;
        }, cancellationToken);

    /// <summary>
    /// What has changed after a position, in order: whole documents, until there are enough chunks for a page.
    /// </summary>
    /// <param name="after">The position reached so far; 0 for everything live.</param>
    /// <param name="chunks">A page ends with the document that brings it to this many chunks.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Without vectors. Its position is <paramref name="after"/> where nothing has changed.</returns>
    public Task<IndexChanges> ChangesAsync(long after, int chunks, CancellationToken cancellationToken = default) =>
        database.ReadAsync(async session =>
        {
            var page = new IndexChangesBuilder(after, chunks, publicUrl);
            // A single statement sees a consistent state: a document that changes meanwhile is complete here or on a
            // later page.
            var rows = session.StreamAsync<ChangeRow>(
                $"""
                {ChunkRow.Columns}, d.position AS Position, d.live_version AS LiveVersion
                FROM documents d
                LEFT JOIN document_versions v ON v.brand = d.brand
                    AND v.document_id = d.id AND v.version = d.live_version
                LEFT JOIN chunks c ON c.brand = d.brand AND c.document_id = d.id AND c.version = d.live_version
                WHERE d.brand = @brand AND d.position > @after ORDER BY d.position, c.ordinal
                """, new { brand, after });
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
                if (!page.Add(row)) break;
            return page.ToChanges();
        }, cancellationToken);

    /// <summary>Documents that were changed or deleted after a position, newest first.</summary>
    public Task<IReadOnlyList<ChangedDocument>> ChangedAsync(
        long after, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<ChangedDocument>(
            """
            SELECT id AS Id, position AS Position, live_version IS NOT NULL AS IsLive FROM documents
            WHERE brand = @brand AND position > @after ORDER BY position DESC
            """, new { brand, after }), cancellationToken);

    /// <summary>
    /// The live versions of some documents, newest first, without vectors; ids that are gone are left out.
    /// </summary>
    public async Task<IReadOnlyList<IndexedDocument>> DocumentsAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ChunkRow>(
            $"""
            {ChunkRow.Columns} {LiveChunks}
            WHERE d.brand = @brand AND d.id IN (SELECT value FROM json_each(@ids)) ORDER BY d.position DESC, c.ordinal
            """, new { brand, ids = JsonSerializer.Serialize(ids) }), cancellationToken).ConfigureAwait(false);
        return [.. rows.GroupBy(row => row.DocumentId, StringComparer.Ordinal).Select(document =>
            new IndexedDocument(document.Key, [.. document.Select(row => row.ToChunk(publicUrl))], []))];
    }

    /// <summary>All live chunks, document by document, as of when each was read.</summary>
    public async IAsyncEnumerable<Chunk> AllChunksAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (long after = 0; ;)
        {
            var page = await ChangesAsync(after, 4096, cancellationToken).ConfigureAwait(false);
            if (page.Position == after) yield break;
            foreach (var chunk in page.Documents.SelectMany(document => document.Chunks)) yield return chunk;
            after = page.Position;
        }
    }

    /// <summary>Counts of live documents, and the range of positions.</summary>
    public async Task<KnowledgeState> StateAsync(CancellationToken cancellationToken = default) =>
        await database.ReadAsync(session => session.FirstOrDefaultAsync<KnowledgeState>(
            """
            SELECT k.first_position AS FirstPosition, k.position AS LastPosition,
                count(v.version) AS Documents, coalesce(sum(v.chunk_count), 0) AS Chunks
            FROM knowledge k LEFT JOIN documents d ON d.brand = k.brand
            LEFT JOIN document_versions v ON v.brand = d.brand AND v.document_id = d.id AND v.version = d.live_version
            WHERE k.brand = @brand GROUP BY k.first_position, k.position
            """, new { brand }), cancellationToken).ConfigureAwait(false) ?? new KnowledgeState(0, 0, 0, 0);

    /// <summary>The version of each live document, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> LiveVersionsAsync(
        CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(session => session.QueryAsync<VersionRow>(
            "SELECT id AS Id, live_version AS Version FROM documents WHERE brand = @brand AND live_version IS NOT NULL",
            new { brand }), cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id, row => row.Version, StringComparer.Ordinal);

    /// <summary>The position of the latest change; 0 if nothing was ever ingested.</summary>
    public Task<long> PositionAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        session =>
            session.ScalarAsync<long>(
                "SELECT coalesce(max(position), 0) FROM knowledge WHERE brand = @brand", new { brand }),
            cancellationToken);

    /// <summary>How many chunks are live in each language, for each audience.</summary>
    public async Task<IReadOnlyList<DocumentLanguage>> LanguagesAsync(CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<LanguageRow>(
            """
            SELECT v.language AS Language, v.audience AS Audience, sum(v.chunk_count) AS Chunks
            FROM documents d JOIN document_versions v ON v.brand = d.brand
                AND v.document_id = d.id AND v.version = d.live_version
            WHERE d.brand = @brand GROUP BY v.language, v.audience
            """, new { brand }), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(
            row => new DocumentLanguage(row.Language, AudienceName.Parse(row.Audience), row.Chunks))];
    }

    // Uses properties, since SQLite gives a sum of no rows no type, and Dapper then finds no constructor.
    private sealed record LanguageRow
    {
        public string Language { get; init; } = "";

        public string Audience { get; init; } = "";

        public long Chunks { get; init; }
    }

    private sealed record VersionRow(string Id, long Version);

    private sealed record KnownRow(string Id, string Source, string ContentHash);
}

/// <summary>A live document as ingestion must know it.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="ContentHash">Of its source file: <see cref="Document.ContentHash"/>.</param>
public sealed record KnownDocument(string Source, string ContentHash);

/// <summary>The last change of a document.</summary>
public sealed record ChangedDocument
{
    public required string Id { get; init; }

    /// <summary>The position of the change.</summary>
    public required long Position { get; init; }

    /// <summary>False if it was deleted.</summary>
    public required bool IsLive { get; init; }
}

/// <summary>A document with what search finds of it.</summary>
/// <param name="Document">As read.</param>
/// <param name="Chunks">In reading order, ordinals from 0; the store gives them their version.</param>
public sealed record ChunkedDocument(Document Document, IReadOnlyList<Chunk> Chunks);

/// <param name="FirstPosition">Positions are above this; 0 if nothing was ever ingested.</param>
/// <param name="LastPosition">The position of the latest change; 0 if nothing was ever ingested.</param>
/// <param name="Documents">Live documents.</param>
/// <param name="Chunks">Chunks of live documents.</param>
public sealed record KnowledgeState(long FirstPosition, long LastPosition, long Documents, long Chunks);
