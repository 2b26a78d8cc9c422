using System.Security.Cryptography;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch;

// Adds guarantees to the official client: errors are values, calls have a total timeout, and failed requests go to
// another node, or once more to a single node, if that is safe. Calls only throw on cancellation. Status 429 does not
// mark a node as failed and is left to the caller.
internal sealed class ElasticsearchCluster : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly ElasticsearchOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly NodePool _nodes;
    private readonly ElasticsearchClientSettings _settings;
    private readonly ElasticsearchClient _client;

    public ElasticsearchCluster(
        ElasticsearchOptions options, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null,
        Func<double>? random = null)
    {
        (_options, _time, _random) = (options, time, random ?? Chance);
        _nodes = Connections.Nodes(options);
        _settings = Connections.Settings(options, _nodes, wrap);
        _client = new ElasticsearchClient(_settings);
        Bulks = new BulkCalls(this, TimeSpan.FromSeconds(options.BulkSeconds), time, _random);
    }

    public BulkCalls Bulks { get; }

    private int AliveNodes =>
        _nodes.Nodes.Count(node => node.IsAlive || node.DeadUntil <= _nodes.DateTimeProvider.Now());

    public Task<ElasticsearchResult<T>> SearchAsync<T>(
        Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : TransportResponse =>
        CallAsync(TimeSpan.FromSeconds(_options.SearchSeconds), call, cancellationToken);

    public Task<ElasticsearchResult<T>> TransferAsync<T>(
        Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : TransportResponse =>
        CallAsync(TimeSpan.FromSeconds(_options.BulkSeconds), call, cancellationToken);

    public Task<ElasticsearchResult<T>> ManageAsync<T>(
        Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken,
        bool isIdempotent = true) where T : TransportResponse =>
        CallAsync(TimeSpan.FromSeconds(_options.AdministrationSeconds), call, cancellationToken, isIdempotent);

    public async Task<ElasticsearchResult<T>> CallAsync<T>(
        TimeSpan limit, Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken,
        bool isIdempotent = true) where T : TransportResponse
    {
        var began = _time.GetTimestamp();
        var isSingle = _nodes.Nodes.Count == 1;
        for (var attempts = isSingle ? 2 : Math.Max(1, AliveNodes); ; attempts--)
        {
            // A hanging node must leave time for the next, but a slow one must have enough.
            var share = isSingle || attempts == 1 ? Left() : Left() * 0.75;
            var answer = await TryAsync(share, call, cancellationToken);
            if (answer.Succeeded || attempts == 1 || !answer.Error.MayRepeat(isIdempotent)) return answer;
            if (!isSingle) continue;
            // A retry in too little time would time out and hide the cause.
            if (answer.Error.Kind == ErrorKind.TimedOut || Left() - LongestWait < limit * 0.25) return answer;
            await Task.Delay(ShortestWait + _random() * (LongestWait - ShortestWait), _time, cancellationToken);
        }

        TimeSpan Left() => limit - _time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    public void Dispose() => ((IDisposable)_settings).Dispose();

    private async Task<ElasticsearchResult<T>> TryAsync<T>(
        TimeSpan limit, Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : TransportResponse
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var response = await call(_client, ended.Token);
            if (CallErrors.Of(response.ApiCallDetails, limit) is not { } error) return response;
            if (cancellationToken.IsCancellationRequested) Revive(response.ApiCallDetails.Uri!);
            cancellationToken.ThrowIfCancellationRequested();
            return error;
        }
        catch (TransportException e) // What the client does not foresee, such as a body that it cannot read.
        {
            cancellationToken.ThrowIfCancellationRequested();
            return CallErrors.Of(e, limit);
        }
    }

    // A cancelled call says nothing about the node, which the client has marked as dead.
    private void Revive(Uri asked)
    {
        foreach (var node in _nodes.Nodes.Where(node => node.Uri.IsBaseOf(asked))) node.MarkAlive();
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
