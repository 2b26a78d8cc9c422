using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>A brand's live documents as customers may read them; internal ones are not there.</summary>
public sealed class PublicDocuments(Database database, string brand)
{
    private const string FromLive =
        """
        FROM documents d JOIN document_versions v ON v.brand = d.brand
            AND v.document_id = d.id AND v.version = d.live_version
        WHERE d.brand = @brand AND v.audience = 'public'
        """;

    private const string Columns = "SELECT d.id AS Id, v.version AS Version, v.title AS Title, v.language AS Language";

    /// <summary>All of them, in order of their ids.</summary>
    public Task<IReadOnlyList<DocumentTitle>> ListAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<DocumentTitle>(
            $"SELECT d.id AS Id, v.title AS Title, v.language AS Language {FromLive} ORDER BY d.id",
            new { brand }), cancellationToken);

    /// <summary>The first that exists of some ids; null if none does.</summary>
    public async Task<PublicDocument?> FindAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        var found = await database.ReadAsync(session => session.QueryAsync<PublicDocument>(
            $"{Columns} {FromLive} AND d.id IN @ids", new { brand, ids }), cancellationToken).ConfigureAwait(false);
        return found.MinBy(document => ids.TakeWhile(id => id != document.Id).Count());
    }

    /// <summary>The sections of a document; null if this version is no longer live.</summary>
    public async Task<IReadOnlyList<Section>?> SectionsAsync(
        PublicDocument document, CancellationToken cancellationToken = default)
    {
        var sections = await database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            $"SELECT v.sections {FromLive} AND d.id = @Id AND v.version = @Version",
            new { brand, document.Id, document.Version }), cancellationToken).ConfigureAwait(false);
        return sections is null ? null : JsonSerializer.Deserialize<List<Section>>(sections);
    }

    /// <summary>Documents whose text contains a file name, written plainly or percent-encoded.</summary>
    /// <param name="fileName">Without folders, as on the disk.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<PublicDocument>> MentioningAsync(
        string fileName, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<PublicDocument>(
            $"""
            {Columns} {FromLive} AND (v.sections LIKE @plain ESCAPE '!' OR v.sections LIKE @spaces ESCAPE '!'
                OR v.sections LIKE @encoded ESCAPE '!') ORDER BY d.id
            """,
            new
            {
                brand,
                plain = Pattern(fileName),
                spaces = Pattern(fileName.Replace(" ", "%20", StringComparison.Ordinal)),
                encoded = Pattern(Uri.EscapeDataString(fileName)),
            }), cancellationToken);

    /// <summary>The position of the latest change of any document; 0 if nothing was ever ingested.</summary>
    public Task<long> PositionAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        session => session.ScalarAsync<long>(
            "SELECT coalesce(max(position), 0) FROM knowledge WHERE brand = @brand", new { brand }), cancellationToken);

    private static string Pattern(string text) =>
        $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal)}%";
}

/// <summary>A document's name in a list; the fields are those of <see cref="Document"/>.</summary>
public sealed record DocumentTitle(string Id, string Title, string Language);

/// <summary>A document with a page; the fields are those of <see cref="Document"/>.</summary>
public sealed record PublicDocument(string Id, long Version, string Title, string Language);
