namespace SupportBot.Core.Knowledge;

internal record ChunkRow
{
    public const string Columns =
        """
        SELECT d.id AS DocumentId, v.version AS Version,
            v.title AS Title, v.audience AS Audience, v.language AS Language,
            c.ordinal AS Ordinal, c.section AS Section, c.url AS Url, c.text AS Text,
            c.outline AS Outline
        """;

    public string DocumentId { get; init; } = "";
    public long Version { get; init; }
    public string Title { get; init; } = "";
    public string Audience { get; init; } = "";
    public string Language { get; init; } = "";

    // Null for a deleted document or one without chunks.
    public long? Ordinal { get; init; }

    public string Section { get; init; } = "";
    public string Url { get; init; } = "";
    public string Text { get; init; } = "";
    public string Outline { get; init; } = "";

    public Chunk ToChunk(string publicUrl) => new()
    {
        DocumentId = DocumentId,
        Version = Version,
        Ordinal = (int)Ordinal!.Value,
        Title = Title,
        Section = Section,
        Url = CanonicalUrl.Absolute(Url, publicUrl),
        Text = Text,
        Outline = Outline,
        Audience = AudienceName.Parse(Audience),
        Language = Language,
    };
}

internal sealed record ChangeRow : ChunkRow
{
    public long Position { get; init; }

    // Null if the document is deleted.
    public long? LiveVersion { get; init; }
}

internal sealed class IndexChangesBuilder(long after, int size, string publicUrl)
{
    private readonly List<IndexedDocument> _documents = [];
    private readonly List<string> _deleted = [];
    private readonly List<Chunk> _chunks = [];
    private long _position = after;
    private string? _open;
    private int _count;

    // Returns false if the row belongs to the next page.
    public bool Add(ChangeRow row)
    {
        if (row.Position != _position)
        {
            Close();
            if (_count >= size) return false;
            _position = row.Position;
            if (row.LiveVersion is null) _deleted.Add(row.DocumentId);
            else _open = row.DocumentId;
        }
        if (row.Ordinal is null) return true;
        _chunks.Add(row.ToChunk(publicUrl));
        _count++;
        return true;
    }

    public IndexChanges ToChanges()
    {
        Close();
        return new IndexChanges(_documents, _deleted, _position);
    }

    private void Close()
    {
        if (_open is not null) _documents.Add(new IndexedDocument(_open, [.. _chunks], []));
        _open = null;
        _chunks.Clear();
    }
}
