using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace SupportBot.Elasticsearch.Bulk;

// Streams document changes: requests start small and double up to a few megabytes. One is sent while the next is
// written, so at most two are in memory. Only items rejected under load are retried. The official client's helper
// limits its buffers by number of items only.
internal sealed class BulkCalls(ElasticsearchCluster cluster, TimeSpan limit, TimeProvider time, Func<double> random)
{
    private const int FirstItems = 100;
    private const int MaxItems = 10_000;

    // With the last item it still fits into the next power of two, to which the buffer grows.
    private const int MaxBytes = 3 << 20;

    // Sends the lines from the buffer without a copy.
    private static readonly RequestConfiguration Lines = new()
    {
        Accept = "application/vnd.elasticsearch+json",
        ContentType = "application/vnd.elasticsearch+x-ndjson",
        TransferEncodingChunked = true,
    };

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // The operations become visible to searches with the next refresh.
    public async Task<BulkResult> BulkAsync(
        string index, IAsyncEnumerable<BulkOperation> operations, bool requireAlias,
        CancellationToken cancellationToken)
    {
        var path = $"{Uri.EscapeDataString(index)}/_bulk{(requireAlias ? "?require_alias=true" : "")}";
        var result = new BulkResult();
        using BulkBatch first = new(), second = new();
        var (written, sent, most) = (first, second, FirstItems);
        var sending = Task.FromResult<ElasticsearchError?>(null);
        try
        {
            await foreach (var operation in operations.WithCancellation(cancellationToken))
            {
                written.Add(operation);
                if (written.Count < most && written.Body.Length < MaxBytes) continue;
                if (await sending is { } error) return result.Ended(error);
                (written, sent, most) = (sent, written, Math.Min(most * 2, MaxItems));
                sending = StartAsync(sent);
            }
            return result.Ended(await sending ?? await StartAsync(written));
        }
        finally
        {
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // On another thread, since compression takes longer than writing.
        Task<ElasticsearchError?> StartAsync(BulkBatch batch) =>
            Task.Run(() => SendAsync(path, batch, result, cancellationToken), CancellationToken.None);
    }

    // Retries until no item is rejected under load.
    private async Task<ElasticsearchError?> SendAsync(
        string path, BulkBatch batch, BulkResult result, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var repetition = 0; batch.Count > 0; repetition++)
        {
            var answer = await PostAsync(path, batch, limit - time.GetElapsedTime(began), cancellationToken);
            if (answer.Error is { Kind: not ErrorKind.Busy } error) return error;
            if (answer.Succeeded && result.Take(batch, answer.Value) is { } unreadable) return unreadable;
            if (batch.Count == 0) break;
            var wait = WaitBefore(repetition);
            if (time.GetElapsedTime(began) + wait >= limit) return result.GiveUp(batch);
            await Task.Delay(wait, time, cancellationToken);
        }
        return null;
    }

    private Task<ElasticsearchResult<BulkResponse>> PostAsync(
        string path, BulkBatch batch, TimeSpan left, CancellationToken cancellationToken)
    {
        var body = PostData.StreamHandler(
            batch.Body, static (lines, stream) => stream.Write(lines.Span),
            static (lines, stream, token) => stream.WriteAsync(lines, token).AsTask());
        return cluster.CallAsync(
            left,
            (client, token) => client.Transport.RequestAsync<BulkResponse>(
                new EndpointPath(HttpMethod.POST, path), body, null, Lines, token),
            cancellationToken);
    }

    // Random jitter of up to half the wait, so that writers do not retry at the same time.
    private TimeSpan WaitBefore(int repetition)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(repetition, 8));
        return (wait < LongestWait ? wait : LongestWait) * (1 + random() / 2);
    }
}
