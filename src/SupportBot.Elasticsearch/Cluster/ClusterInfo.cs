namespace SupportBot.Elasticsearch.Cluster;

/// <summary>Which cluster it is.</summary>
internal sealed record ClusterInfo(string Name, string ClusterName, ClusterVersion Version);

/// <param name="Number">For example <c>9.5.0</c>.</param>
internal sealed record ClusterVersion(string Number);
