using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>One index: its documents as written, and as of the last refresh.</summary>
internal sealed class Index
{
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _deleted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private long _next;

    public Index(string name, JsonObject settings, JsonObject mapping, Func<string, JsonArray?> synonyms)
    {
        (Name, Settings) = (name, new IndexSettings(name, Uuid, settings));
        Analysis = new Analysis(Settings.Analysis, synonyms);
        Analysis.Check();
        Mapping = new Mapping(mapping, Analysis);
    }

    public string Name { get; }

    public string Uuid { get; } =
        Convert.ToBase64String(Guid.NewGuid().ToByteArray())[..22].Replace('/', '_').Replace('+', '-');

    public IndexSettings Settings { get; }

    public Mapping Mapping { get; }

    public Analysis Analysis { get; }

    public Searchable Searchable { get; } = new();

    /// <summary>The document as it was last written, whether it can be searched yet or not.</summary>
    public Document? Find(string id) => _documents.GetValueOrDefault(id);

    /// <exception cref="NodeError">The version conflicts, or the document does not fit the mapping.</exception>
    public WriteResult Put(string id, JsonObject source, WriteCondition condition)
    {
        var before = Find(id);
        condition.Check(this, id, before, _deleted.GetValueOrDefault(id));
        var values = new DocumentParser(Mapping, Analysis).Parse(id, source);
        _documents[id] = new Document(
            id, (JsonObject)source.DeepClone(),
            condition.Version ?? (before?.Version ?? _deleted.GetValueOrDefault(id)) + 1, _next++, values);
        _deleted.Remove(id);
        _changed.Add(id);
        return new WriteResult(
            _documents[id].Version, _documents[id].Sequence, before is null ? "created" : "updated",
            before is null ? 201 : 200);
    }

    /// <exception cref="NodeError">The version conflicts.</exception>
    public WriteResult Delete(string id, WriteCondition condition)
    {
        var before = Find(id);
        condition.Check(this, id, before, _deleted.GetValueOrDefault(id));
        var version = condition.Version ?? (before?.Version ?? _deleted.GetValueOrDefault(id)) + 1;
        _documents.Remove(id);
        _deleted[id] = version;
        _changed.Add(id);
        return new WriteResult(version, _next++, before is null ? "not_found" : "deleted", before is null ? 404 : 200);
    }

    /// <summary>Lets searches see all that was written.</summary>
    public void Refresh()
    {
        foreach (var id in _changed)
            if (Find(id) is { } document) Searchable.Put(document);
            else Searchable.Remove(id);
        _changed.Clear();
    }

    /// <summary>How many copies are asked to take a change, and how many did.</summary>
    public JsonObject Shards => new() { ["total"] = Settings.Copies, ["successful"] = 1, ["failed"] = 0 };

    /// <summary>What an error in one of its shards says of the index.</summary>
    public NodeError Conflict(string id, string why) => new(409, NodeError.Cause(
                "version_conflict_engine_exception",
                $"[{id}]: version conflict, {why}",
                ("index_uuid", Uuid),
                ("shard", "0"),
                ("index", Name)));
}

/// <param name="Version">Of the document.</param>
/// <param name="Sequence">Number of the change.</param>
/// <param name="Result">As the answer names it.</param>
/// <param name="Status">HTTP status of the one change.</param>
internal sealed record WriteResult(long Version, long Sequence, string Result, int Status)
{
    public JsonObject Json(Index index, string id) => new()
    {
            ["_index"] = index.Name,
            ["_id"] = id,
            ["_version"] = Version,
            ["result"] = Result,
            ["_shards"] = index.Shards,
            ["_seq_no"] = Sequence,
            ["_primary_term"] = 1,
    };
}
