namespace SupportBot.Elasticsearch.Cluster;

/// <summary>Whether all shards are there.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="Status"><c>green</c>, <c>yellow</c> where copies are missing, <c>red</c> where data cannot be searched.</param>
/// <param name="TimedOut">What was waited for did not come about.</param>
/// <param name="NumberOfNodes">Nodes in the cluster.</param>
/// <param name="NumberOfDataNodes">Those that hold data.</param>
/// <param name="ActiveShards">Shards that can be searched.</param>
/// <param name="UnassignedShards">Shards without a node.</param>
internal sealed record ClusterHealth(
    string ClusterName, string Status, bool TimedOut, int NumberOfNodes, int NumberOfDataNodes, int ActiveShards, int UnassignedShards);
