namespace SupportBot.Elasticsearch.Transport;

/// <summary>
/// Sends a request to the cluster: to another node where one fails, each node at most once. A cluster of one node is asked
/// again once, a little later, unless it let the time run out. 429 is no failure of a node, and the caller's to handle.
/// </summary>
/// <param name="nodes">The nodes.</param>
/// <param name="call">Asks one of them.</param>
/// <param name="time">Measures what is left of the request's time.</param>
/// <param name="random">A number from 0 to 1 for the wait before a single node is asked again.</param>
internal sealed class ElasticsearchTransport(NodePool nodes, NodeCall call, TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    public async Task<Attempt> SendAsync(NodeRequest request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var candidates = nodes.Candidates();
        for (var i = 0; ; i++)
        {
            var isLast = i == candidates.Count - 1;
            var attempt = await TryAsync(candidates[i], request, Share(isLast), cancellationToken).ConfigureAwait(false);
            if (!attempt.MayRepeat(request)) return attempt;
            if (isLast) return CanWait(attempt) ? await AgainAsync(candidates[i]).ConfigureAwait(false) : attempt;
        }

        TimeSpan Left() => request.Timeout - time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

        // A node that hangs must leave time for the next, and one that is merely slow have enough.
        TimeSpan Share(bool isLast) => isLast ? Left() : Left() * 0.75;

        bool CanWait(Attempt attempt) => nodes.Count == 1 && request.IsIdempotent && attempt.Failure != NodeFailure.TimedOut && Left() > LongestWait;

        async Task<Attempt> AgainAsync(Node node)
        {
            await Task.Delay(ShortestWait + random() * (LongestWait - ShortestWait), time, cancellationToken).ConfigureAwait(false);
            return await TryAsync(node, request, Left(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Attempt> TryAsync(Node node, NodeRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        var attempt = await call.SendAsync(node, request, limit, cancellationToken).ConfigureAwait(false);
        if (attempt.IsNodeDown) node.MarkDead();
        else node.MarkAlive();
        return attempt;
    }
}
