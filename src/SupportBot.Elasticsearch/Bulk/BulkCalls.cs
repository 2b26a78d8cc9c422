using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>
/// Streams changes of documents: the first requests are small, each next one twice as large, up to a few megabytes. One is
/// under way while the next is written, and no more than the two are held in memory. What a busy cluster turns away is sent
/// again, and only that.
/// </summary>
internal sealed class BulkCalls(Api api, TimeProvider time, Func<double> random)
{
    private const int FirstItems = 100;
    private const int MostItems = 10_000;

    /// <summary>With the last item it still fits into the next power of two, which is what the buffer grows to.</summary>
    private const int MostBytes = 3 << 20;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Carries out the operations, none of which is visible to searches before the index is refreshed.</summary>
    /// <param name="index">Index or alias.</param>
    /// <param name="operations">The changes; each id once.</param>
    /// <param name="requireAlias">Fails where <paramref name="index"/> is no alias, in place of creating an index.</param>
    /// <param name="cancellationToken">Ends it after the request under way.</param>
    /// <remarks>A request with all its repetitions takes no longer than <see cref="ElasticsearchOptions.BulkSeconds"/>; then the stream ends with the error.</remarks>
    public async Task<BulkResult> BulkAsync(
        string index, IAsyncEnumerable<BulkOperation> operations, bool requireAlias, CancellationToken cancellationToken)
    {
        var path = $"{Api.Path(index, "_bulk")}{(requireAlias ? "?require_alias=true" : "")}";
        var tally = new BulkTally();
        using BulkBatch first = new(), second = new();
        var (written, sent, most) = (first, second, FirstItems);
        var sending = Task.FromResult<ElasticsearchError?>(null);
        try
        {
            await foreach (var operation in operations.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                written.Add(operation);
                if (written.Count < most && written.Body.Length < MostBytes) continue;
                if (await sending.ConfigureAwait(false) is { } error) return tally.Result(error);
                (written, sent, most) = (sent, written, Math.Min(most * 2, MostItems));
                sending = StartAsync(sent);
            }
            return tally.Result(await sending.ConfigureAwait(false) ?? await StartAsync(written).ConfigureAwait(false));
        }
        finally
        {
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // On another thread: compressing takes longer than writing.
        Task<ElasticsearchError?> StartAsync(BulkBatch batch) => Task.Run(() => SendAsync(path, batch, tally, cancellationToken), CancellationToken.None);
    }

    /// <summary>Sends a batch until none of its items is turned away for lack of room, and empties it.</summary>
    /// <returns>Why it could not; null where every item has its outcome.</returns>
    private async Task<ElasticsearchError?> SendAsync(string path, BulkBatch batch, BulkTally tally, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var repetition = 0; batch.Count > 0; repetition++)
        {
            var request = new NodeRequest(HttpMethod.Post, path) { Body = batch.Body, IsLines = true, Timeout = api.BulkTime - time.GetElapsedTime(began) };
            var answer = await api.CallAsync(request, ElasticsearchJson.Default.BulkResponse, cancellationToken).ConfigureAwait(false);
            if ((answer.Succeeded ? tally.Take(batch, answer.Value) : Unless(answer.Error, ErrorKind.Busy)) is { } error) return error;
            if (batch.Count == 0) break;
            var wait = WaitBefore(repetition);
            if (time.GetElapsedTime(began) + wait >= api.BulkTime) return tally.GiveUp(batch);
            tally.Repeat(batch);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
        return null;
    }

    private static ElasticsearchError? Unless(ElasticsearchError error, ErrorKind kind) => error.Kind == kind ? null : error;

    /// <summary>Twice as long each time, and by chance up to half more, so that several writers do not come back together.</summary>
    private TimeSpan WaitBefore(int repetition)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(repetition, 8));
        return (wait < LongestWait ? wait : LongestWait) * (1 + random() / 2);
    }
}
