using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

internal sealed class DocumentWrite(Session session, string brand, DateTimeOffset now)
{
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Locks the brand's row until the end of the transaction, so that positions become visible in order. Returns the
    // first position.
    public async Task<long> TakePositionsAsync(int count)
    {
        var first = now.ToUnixTimeMilliseconds() * 1000;
        return await session.ScalarAsync<long>(
            """
            INSERT INTO knowledge (brand, first_position, position) VALUES (@brand, @first, @first + @count)
            ON CONFLICT (brand) DO UPDATE SET position = knowledge.position + @count
            RETURNING position
            """, new { brand, first, count }).ConfigureAwait(false) - count + 1;
    }

    public async Task PutAsync(string source, ChunkedDocument document, long version)
    {
        var (read, chunks) = document;
        await RemoveVersionsAsync(read.Id).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO document_versions (brand, document_id, version, title, url,
                audience, language, content_hash, sections, chunk_count, ingested_at)
            VALUES (@brand, @Id, @version, @Title, @Url, @audience,
                @Language, @ContentHash, @sections, @count, @ingestedAt)
            """,
            new
            {
                brand,
                read.Id,
                version,
                read.Title,
                read.Url,
                audience = AudienceName.Of(read.Audience),
                read.Language,
                read.ContentHash,
                sections = JsonSerializer.Serialize(read.Sections, Readable),
                count = chunks.Count,
                ingestedAt = now.ToUnixTimeMilliseconds(),
            }).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO chunks (brand, document_id, version, ordinal, section, url, text, outline)
            VALUES (@brand, @DocumentId, @version, @Ordinal, @Section, @Url, @Text, @Outline)
            """,
            chunks.Select(chunk => new
            {
                brand,
                chunk.DocumentId,
                version,
                chunk.Ordinal,
                chunk.Section,
                chunk.Url,
                chunk.Text,
                chunk.Outline,
            })).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO documents (brand, id, source, live_version, position)
            VALUES (@brand, @Id, @source, @version, @version)
            ON CONFLICT (brand, id) DO UPDATE SET source = excluded.source,
                live_version = excluded.live_version, position = excluded.position
            """, new { brand, read.Id, source, version }).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string id, long position)
    {
        await RemoveVersionsAsync(id).ConfigureAwait(false);
        await session.ExecuteAsync(
            "UPDATE documents SET live_version = NULL, position = @position WHERE brand = @brand AND id = @id",
            new { brand, id, position }).ConfigureAwait(false);
    }

    // Keeps versions that the audit cites, and the version that was live until now, since a running turn may use it.
    // That one is removed with the next change.
    private async Task RemoveVersionsAsync(string id)
    {
        foreach (var table in (string[])["chunks", "document_versions"])
            await session.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE brand = @brand AND document_id = @id
                    AND version NOT IN (SELECT version FROM audited_version WHERE brand = @brand AND document_id = @id)
                    AND version <> coalesce((SELECT live_version FROM documents WHERE brand = @brand AND id = @id), 0)
                """, new { brand, id }).ConfigureAwait(false);
    }
}
