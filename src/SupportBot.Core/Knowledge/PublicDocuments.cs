using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>A brand's live documents as customers may read them; internal ones are not there.</summary>
public sealed class PublicDocuments(Database database, string brand)
{
    private const string FromLive =
        """
        FROM documents d JOIN document_versions v ON v.brand = d.brand AND v.document_id = d.id AND v.version = d.live_version
        WHERE d.brand = @brand AND v.audience = 'public'
        """;

    /// <summary>All of them, in order of their ids.</summary>
    public Task<IReadOnlyList<DocumentTitle>> ListAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<DocumentTitle>(
            $"SELECT d.id AS Id, v.title AS Title, v.language AS Language {FromLive} ORDER BY d.id", new { brand }), cancellationToken);

    /// <summary>The first that exists of some ids; null where none does.</summary>
    public async Task<PublicDocument?> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            $"SELECT d.id AS Id, v.title AS Title, v.language AS Language, v.sections AS Sections {FromLive} AND d.id IN @ids",
            new { brand, ids }), cancellationToken).ConfigureAwait(false);
        var row = rows.MinBy(row => ids.TakeWhile(id => id != row.Id).Count());
        return row is null ? null : new PublicDocument(row.Id, row.Title, row.Language, JsonSerializer.Deserialize<List<Section>>(row.Sections)!);
    }

    /// <summary>Whether one of them names a file, in a picture or a link.</summary>
    /// <param name="fileName">Without folders, as on the disk.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<bool> MentionAsync(string fileName, CancellationToken cancellationToken = default)
    {
        var (plain, escaped) = (Pattern(fileName), Pattern(fileName.Replace(" ", "%20", StringComparison.Ordinal)));
        return await database.ReadAsync(session => session.ScalarAsync<long>(
            $"SELECT count(*) {FromLive} AND (v.sections LIKE @plain ESCAPE '!' OR v.sections LIKE @escaped ESCAPE '!')",
            new { brand, plain, escaped }), cancellationToken).ConfigureAwait(false) > 0;
    }

    private static string Pattern(string text) =>
        $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    private sealed record Row(string Id, string Title, string Language, string Sections);
}

/// <summary>A document's name in a list; the fields are those of <see cref="Document"/>.</summary>
public sealed record DocumentTitle(string Id, string Title, string Language);

/// <summary>A document to be read; the fields are those of <see cref="Document"/>.</summary>
public sealed record PublicDocument(string Id, string Title, string Language, IReadOnlyList<Section> Sections);
