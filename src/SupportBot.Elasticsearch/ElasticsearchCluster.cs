using System.Security.Cryptography;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch;

/// <summary>
/// Calls the official client, and adds what it does not promise: errors are values, a call ends in its time, and a
/// request that failed goes to another node, or once more to the only one, where that does no harm. Calls throw only
/// when they are cancelled. 429 is no failure of a node, and the caller's to handle.
/// </summary>
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

    /// <summary>For calls that read or write many documents.</summary>
    public Task<ElasticsearchResult<T>> TransferAsync<T>(
        Func<ElasticsearchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : TransportResponse =>
        CallAsync(TimeSpan.FromSeconds(_options.BulkSeconds), call, cancellationToken);

    /// <summary>For calls about something other than documents.</summary>
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
            // A node that hangs must leave time for the next, and one that is merely slow have enough.
            var share = isSingle || attempts == 1 ? Left() : Left() * 0.75;
            var answer = await TryAsync(share, call, cancellationToken);
            if (answer.Succeeded || attempts == 1 || !answer.Error.MayRepeat(isIdempotent)) return answer;
            if (!isSingle) continue;
            // In the little time that is left, a repeat would time out and hide what is wrong.
            if (answer.Error.Kind == ErrorKind.TimedOut || Left() - LongestWait < limit * 0.25) return answer;
            await Task.Delay(ShortestWait + _random() * (LongestWait - ShortestWait), _time, cancellationToken);
        }

        TimeSpan Left() => limit - _time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    public void Dispose() => ((IDisposable)_settings).Dispose();

    /// <summary>One attempt, at the node whose turn it is.</summary>
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

    /// <summary>That a caller gave up says nothing about the node, which the client has marked as dead.</summary>
    private void Revive(Uri asked)
    {
        foreach (var node in _nodes.Nodes.Where(node => node.Uri.IsBaseOf(asked))) node.MarkAlive();
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
