namespace SupportBot.Elasticsearch.Engine;

/// <summary>The state of the cluster and the index.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Version">Elasticsearch's version.</param>
/// <param name="Index">The serving index; null if there is none.</param>
/// <param name="Others">Indices of the brand that no search goes to.</param>
public sealed record ClusterStatus(string Cluster, string Version, string? Index, IReadOnlyList<string> Others)
{
    /// <summary>
    /// <c>green</c>, <c>yellow</c> where copies are missing, <c>red</c> where sections are; empty without an index.
    /// </summary>
    public string Health { get; init; } = "";

    /// <summary>Nodes that can hold copies.</summary>
    public int DataNodes { get; init; }

    public long Sections { get; init; }

    /// <summary>On disk, with all copies.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether the index was made by this version of the program, or one with the same layout.</summary>
    public bool HasLayout { get; init; }

    /// <summary>Whether the index was made with synonyms.</summary>
    public bool KnowsSynonyms { get; init; }
}

/// <param name="Seen">Sections that were checked.</param>
/// <param name="Deleted">Those that were stale.</param>
/// <param name="Indices">Deleted indices that no search used.</param>
public sealed record SweepResult(long Seen, long Deleted, IReadOnlyList<string> Indices);
