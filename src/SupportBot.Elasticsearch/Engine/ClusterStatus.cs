namespace SupportBot.Elasticsearch.Engine;

/// <summary>How the cluster and the index are.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Version">Elasticsearch's version.</param>
/// <param name="Index">The index that serves; null if there is none.</param>
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

/// <param name="Seen">Sections that were looked at.</param>
/// <param name="Deleted">Those that were stale.</param>
/// <param name="Indices">Indices that no search went to, and that are gone now.</param>
public sealed record SweepResult(long Seen, long Deleted, IReadOnlyList<string> Indices);
