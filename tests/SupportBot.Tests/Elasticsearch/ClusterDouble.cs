using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.QueryDsl;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Elasticsearch;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>
/// Nodes as a test arranges them, and what each was asked. A node that nobody arranged answers like Elasticsearch.
/// </summary>
internal sealed class ClusterDouble : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task<HttpResponseMessage>>>> _answers = [];
    private readonly List<Asked> _asked = [];

    public IReadOnlyList<Asked> Asked => _asked;

    /// <summary>Hosts in the order in which they were asked.</summary>
    public string Hosts => string.Concat(_asked.Select(asked => asked.Uri.Host));

    /// <summary>What a node that nobody arranged says.</summary>
    public string Usual { get; set; } =
        """{"count":1,"acknowledged":true,"_shards":{"total":1,"successful":1,"failed":0}}""";

    /// <summary>Nodes are named by single letters.</summary>
    public ElasticsearchCluster Open(
        string nodes, TimeProvider? time = null, Action<ElasticsearchOptions>? set = null, double random = 0.5)
    {
        var options = new ElasticsearchOptions { Urls = [.. nodes.Select(node => $"http://{node}:9200")] };
        set?.Invoke(options);
        return new ElasticsearchCluster(options, time ?? new FakeTimeProvider(), _ => this, () => random);
    }

    /// <summary>A node's next answer.</summary>
    public ClusterDouble Then(string node, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        if (!_answers.TryGetValue(node, out var queue)) _answers[node] = queue = new();
        queue.Enqueue(answer);
        return this;
    }

    public ClusterDouble Then(
        string node,
        HttpStatusCode status,
        string body = "{}",
        string type = "application/vnd.elasticsearch+json"
    ) => Then(node, _ => Task.FromResult(Answer(status, body, type)));

    public ClusterDouble ThenThrows(string node, HttpRequestError error) =>
        Then(node, _ => throw new HttpRequestException(error));

    public ClusterDouble ThenHangs(string node) => Then(node, async cancelled =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
        throw new InvalidOperationException();
    });

    public static HttpResponseMessage Answer(
        HttpStatusCode status, string body, string type = "application/vnd.elasticsearch+json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(type) },
        };
        return new HttpResponseMessage(status)
        {
            Content = content,
            Headers = { { "X-elastic-product", "Elasticsearch" } },
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.Add(await ReadAsync(request, cancellationToken));
        return _answers.TryGetValue(request.RequestUri!.Host, out var queue) && queue.TryDequeue(out var answer)
            ? await answer(cancellationToken)
            : Answer(HttpStatusCode.OK, Usual);
    }

    private static async Task<Asked> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = "";
        if (request.Content is { } content)
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken);
            if (content.Headers.ContentEncoding.Contains("gzip"))
                stream = new GZipStream(stream, CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            body = await reader.ReadToEndAsync(cancellationToken);
        }
        return new(
            request.Method.Method,
            request.RequestUri!,
            body,
            Header(request.Headers, "Accept"),
            request.Headers.Authorization?.ToString(),
            request.Content is null ? null : Header(request.Content.Headers, "Content-Type"));
    }

    private static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

/// <summary>Short calls, for what happens on their way.</summary>
internal static class Calls
{
    public static Task<ElasticsearchResult<CountResponse>> CountAsync(
        this ElasticsearchCluster cluster, CancellationToken cancellationToken, string word = "x")
    {
        var request = new CountRequest("i") { Query = new TermQuery("f", word) };
        return cluster.SearchAsync((client, token) => client.CountAsync(request, token), cancellationToken);
    }
}

internal sealed record Asked(
    string Method, Uri Uri, string Body, string? Accept, string? Authorization, string? ContentType);
