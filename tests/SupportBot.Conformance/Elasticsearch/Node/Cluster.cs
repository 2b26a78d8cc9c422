using System.Text.Json.Nodes;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>Everything that a cluster of one node holds. Requests come to it one at a time.</summary>
internal sealed class Cluster
{
    /// <summary>The id of its node.</summary>
    public const string NodeId = "-OVI-74FQOWQS7DNG3rOVw";

    private const string Forbidden = "\"*,/<>?\\| ";

    /// <summary>By name.</summary>
    public SortedDictionary<string, Index> Indices { get; } = new(StringComparer.Ordinal);

    /// <summary>By alias, then by index: what the alias says of the index.</summary>
    public SortedDictionary<string, SortedDictionary<string, JsonObject>> Aliases { get; } =
        new(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public Dictionary<string, JsonArray> Synonyms { get; } = new(StringComparer.Ordinal);

    public Index Create(string name, JsonObject definition)
    {
        CheckName(name);
        if (Indices.TryGetValue(name, out var there)) throw new NodeError(400, NodeError.Cause(
                    "resource_already_exists_exception",
                    $"index [{name}/{there.Uuid}] already exists",
                    ("index_uuid", there.Uuid),
                    ("index", name)));
        if (Aliases.ContainsKey(name)) throw new NodeError(400, NodeError.Cause(
                    "invalid_index_name_exception",
                    $"Invalid index name [{name}], already exists as alias",
                    ("index_uuid", "_na_"),
                    ("index", name)));
        var index = new Index(
            name, definition["settings"] as JsonObject ?? [], definition["mappings"] as JsonObject ?? [],
            Synonyms.GetValueOrDefault);
        Indices[name] = index;
        foreach (var (alias, properties) in definition["aliases"] as JsonObject ?? [])
            Point(alias, name, (JsonObject)properties!);
        return index;
    }

    public void Delete(string index)
    {
        Indices.Remove(index);
        foreach (var alias in Aliases.Keys.ToList()) Unpoint(alias, index);
    }

    public void Point(string alias, string index, JsonObject properties)
    {
        if (!Aliases.TryGetValue(alias, out var indices)) Aliases[alias] = indices = new(StringComparer.Ordinal);
        indices[index] = (JsonObject)properties.DeepClone();
    }

    /// <returns>Whether the alias pointed there.</returns>
    public bool Unpoint(string alias, string index)
    {
        var did = Aliases.TryGetValue(alias, out var indices) && indices.Remove(index);
        if (indices is { Count: 0 }) Aliases.Remove(alias);
        return did;
    }

    /// <summary>All steps, or none if an alias would have two indices to write to.</summary>
    /// <exception cref="NodeError">It would.</exception>
    public void Update(IEnumerable<Action> steps)
    {
        var aliases = Aliases.ToDictionary(pair => pair.Key, pair => new Dictionary<string, JsonObject>(pair.Value));
        var indices = Indices.ToDictionary();
        foreach (var step in steps) step();
        if (Aliases.Keys.FirstOrDefault(alias => WriteIndices(alias).Count > 1) is not { } doubled) return;
        var error = NodeError.Cause(
            "illegal_state_exception",
            $"alias [{doubled}] has more than one write index [{string.Join(',', WriteIndices(doubled))}]");
        Aliases.Clear();
        foreach (var (alias, served) in aliases) Aliases[alias] = new(served, StringComparer.Ordinal);
        Indices.Clear();
        foreach (var (name, index) in indices) Indices[name] = index;
        throw new NodeError(500, error);
    }

    /// <summary>The indices behind names, aliases and wildcards, between commas.</summary>
    /// <exception cref="NodeError">One is not there, and that is not to be overlooked.</exception>
    public IReadOnlyList<Index> Resolve(string names, bool ignoreMissing = false) =>
        [.. names.Split(',').SelectMany(name => ResolveOne(name, ignoreMissing)).Distinct()];

    /// <summary>The one index that a write goes to.</summary>
    /// <exception cref="NodeError">It is not there, or an alias was required and this is none.</exception>
    public Index WriteTarget(string name, bool requireAlias)
    {
        if (requireAlias && !Aliases.ContainsKey(name))
            throw NodeError.NoIndex(
                name, isRead: false, $" and [require_alias] request flag is [true] and [{name}] is not an alias");
        CheckName(name);
        if (Indices.TryGetValue(name, out var index)) return index;
        if (!Aliases.TryGetValue(name, out var indices))
            throw NodeError.Unsupported($"a write to [{name}], which would make an index by accident");
        var target =
            indices.Count == 1
                ? indices.Keys.First()
                : indices.FirstOrDefault(pair => (bool?)pair.Value["is_write_index"] == true).Key;
        return target is not null ? Indices[target] : throw NodeError.Argument(
                $"no write index is defined for alias [{name}]. The write index may be explicitly disabled using "
                    + "is_write_index=false or the alias points to multiple "
                    + "indices without one being designated as a write index");
    }

    private List<string> WriteIndices(string alias) =>
        [.. Aliases[alias].Where(pair => (bool?)pair.Value["is_write_index"] == true).Select(pair => pair.Key)];

    private IEnumerable<Index> ResolveOne(string name, bool ignoreMissing)
    {
        if (name is "_all" or "*" or "") return Indices.Values;
        if (name.StartsWith('_')) CheckName(name);
        if (name.Contains('*', StringComparison.Ordinal))
            return Indices.Values.Where(index => Matches(name, index.Name));
        if (Indices.TryGetValue(name, out var one)) return [one];
        if (Aliases.TryGetValue(name, out var indices)) return indices.Keys.Select(index => Indices[index]);
        return ignoreMissing ? [] : throw NodeError.NoIndex(name);
    }

    /// <summary>Whether a name fits one with stars in it.</summary>
    public static bool Matches(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static void CheckName(string name)
    {
        var fault =
            name.Length > 0 && "_-+".Contains(name[0], StringComparison.Ordinal) ? $"must not start with '{name[0]}'."
            : name.Any(Forbidden.Contains)
                ? $"must not contain the following characters [' ','\"','*',',','/','<','>','?','\\','|']"
            : name.Any(char.IsUpper) ? "must be lowercase" : null;
        if (fault is not null)
            throw new NodeError(
                400,
                NodeError.Cause(
                    "invalid_index_name_exception", $"Invalid index name [{name}], {fault}", ("index_uuid", "_na_"),
                    ("index", name)));
    }
}
