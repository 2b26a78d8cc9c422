using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>
/// Streams changes of documents: the first requests are small, each next one twice as large, up to a few megabytes. One
/// is under way while the next is written, and no more than the two are held in memory. Only what a busy cluster turns
/// away is sent again. The official client's own helper bounds its buffers by items alone.
/// </summary>
internal sealed class BulkCalls(ElasticsearchCluster cluster, TimeSpan limit, TimeProvider time, Func<double> random)
{
    private const int FirstItems = 100;
    private const int MaxItems = 10_000;

    /// <summary>With the last item it still fits into the next power of two, to which the buffer grows.</summary>
    private const int MaxBytes = 3 << 20;

    /// <summary>The lines go out as they lie in their buffer, without a copy.</summary>
    private static readonly RequestConfiguration Lines = new()
    {
        Accept = "application/vnd.elasticsearch+json",
        ContentType = "application/vnd.elasticsearch+x-ndjson",
        TransferEncodingChunked = true,
    };

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>None of the operations is visible to searches before the index is refreshed.</summary>
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

        // On another thread: compressing takes longer than writing.
        Task<ElasticsearchError?> StartAsync(BulkBatch batch) =>
            Task.Run(() => SendAsync(path, batch, result, cancellationToken), CancellationToken.None);
    }

    /// <summary>Sends a batch until none of its items is turned away for lack of room, and empties it.</summary>
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

    /// <summary>By chance up to half more, so that several writers do not come back together.</summary>
    private TimeSpan WaitBefore(int repetition)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(repetition, 8));
        return (wait < LongestWait ? wait : LongestWait) * (1 + random() / 2);
    }
}
