namespace SupportBot.Elasticsearch.Transport;

/// <summary>The nodes, taken in turn. Those that failed are left out for a while.</summary>
internal sealed class NodePool(IReadOnlyList<Uri> addresses, TimeProvider time)
{
    private readonly Node[] _nodes = [.. addresses.Select(address => new Node(address, time))];
    private int _turn = -1;

    public int Count => _nodes.Length;

    /// <summary>
    /// The nodes to try for one call, in order: those that are alive, each call beginning with the next one; where all are
    /// dead, the one whose pause ends first, so that a cluster that has come back is found.
    /// </summary>
    public IReadOnlyList<Node> Candidates()
    {
        var first = (int)((uint)Interlocked.Increment(ref _turn) % _nodes.Length);
        Node[] alive = [.. _nodes[first..].Concat(_nodes[..first]).Where(node => node.DeadFor <= TimeSpan.Zero)];
        return alive.Length > 0 ? alive : [_nodes.MinBy(node => node.DeadFor)!];
    }
}
