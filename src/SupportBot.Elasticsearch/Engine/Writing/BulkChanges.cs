using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

internal sealed class BulkChanges
{
    // The maximum length of an id in Elasticsearch.
    private const int LongestId = 512;

    private readonly IndexChanges _changes;
    private readonly Dictionary<string, IndexedDocument> _documents;

    // Reads all changes first, so that nothing is written if reading fails.
    public BulkChanges(IndexContent before, IndexChanges changes)
    {
        _changes = changes;
        _documents = changes.Documents.GroupBy(document => document.DocumentId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        foreach (var id in changes.Deleted) _documents[id] = new IndexedDocument(id, [], []);
        var state = before.State.After(changes);
        var chunks = _documents.Values.SelectMany(document => document.Chunks);
        var languages = chunks.Select(chunk => Languages.FieldOf(chunk.Language));
        After = before with
        {
            State = state,
            Languages = [.. before.Languages.Union(languages, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Dimensions = before.Dimensions == 0 && changes.ModelHash == state.ModelHash
                ? FirstDimensions()
                : before.Dimensions,
        };
    }

    public IndexContent After { get; }

    // Chunk 0 of each document has the number of its chunks.
    public IEnumerable<string> FirstChunks => _documents.Keys.Select(id => IdOf(id, 0)).Where(Fits);

    public bool IsEmpty => _documents.Count == 0;

    // Per document: first deletes surplus chunks, then writes the current ones.
    public IEnumerable<BulkOperation> Operations(IReadOnlyDictionary<string, int> chunksBefore) =>
        from document in _documents.Values
        let before = chunksBefore.GetValueOrDefault(IdOf(document.DocumentId, 0))
        from operation in Surplus(document, before).Concat(Writes(document))
        where Fits(operation.Id)
        select operation;

    private IEnumerable<BulkOperation> Surplus(IndexedDocument document, int before) =>
        Enumerable.Range(0, before).Select(ordinal => IdOf(document.DocumentId, ordinal))
            .Except(document.Chunks.Select(chunk => chunk.Id), StringComparer.Ordinal)
            .Select(id => BulkOperation.Delete(id, _changes.Position));

    private IEnumerable<BulkOperation> Writes(IndexedDocument document)
    {
        var count = document.Chunks.Count;
        return document.Chunks.Select((chunk, i) => BulkOperation.Index(
            chunk.Id, json => ChunkJson.Write(json, chunk, count, VectorOf(document, i)), _changes.Position));
    }

    private ReadOnlyMemory<float> VectorOf(IndexedDocument document, int chunk)
    {
        if (_changes.ModelHash != After.State.ModelHash || chunk >= document.Vectors.Count) return default;
        return document.Vectors[chunk].Length == After.Dimensions ? UnitVector.Of(document.Vectors[chunk]) : default;
    }

    private int FirstDimensions() => _documents.Values.SelectMany(document => document.Vectors)
        .Select(vector => vector.Length).FirstOrDefault(length => length > 0);

    private static string IdOf(string documentId, int ordinal) => $"{documentId}#{ordinal}";

    private static bool Fits(string id) => Encoding.UTF8.GetByteCount(id) <= LongestId;
}
