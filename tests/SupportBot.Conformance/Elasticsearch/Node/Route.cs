namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>One call that the node answers.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Template">For example <c>/{index}/_doc/{id}</c>.</param>
/// <param name="Answer">Runs it, alone on the cluster.</param>
internal sealed record Route(string Method, string Template, Func<Cluster, NodeRequest, NodeReply> Answer)
{
    private readonly string[] _parts = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The named segments; null where the path is another one.</summary>
    public Dictionary<string, string>? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _parts.Length) return null;
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (part, segment) in _parts.Zip(segments))
            if (part.StartsWith('{')) named[part[1..^1]] = segment;
            else if (part != segment) return null;
        return named;
    }
}
