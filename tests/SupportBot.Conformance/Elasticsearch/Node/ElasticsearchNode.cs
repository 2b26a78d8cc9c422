using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.Conformance.Elasticsearch.Node.Api;
using SupportBot.Conformance.Elasticsearch.Node.Contract;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>
/// Elasticsearch as far as this product uses it, in memory, on a free port of this machine. What it answers is compared
/// with
/// a real server's recorded answers; what it does not know it refuses with the status 501, so that no test rests on it.
/// Documents are seen by searches only after a refresh, however long a test takes.
/// </summary>
internal sealed class ElasticsearchNode : IAsyncDisposable
{
    private static readonly IReadOnlyList<Route> Routes =
    [
        .. ClusterApi.Routes,
        .. IndexApi.Routes,
        .. AliasApi.Routes,
        .. DocumentApi.Routes,
        .. BulkApi.Routes,
        .. SearchApi.Routes,
        .. SynonymApi.Routes,
    ];

    private readonly WebApplication _app;
    private readonly Cluster _cluster;
    private readonly ConcurrentQueue<NodeRequest> _requests = [];
    private readonly ConcurrentQueue<string> _violations = [];

    private ElasticsearchNode(WebApplication app, Cluster cluster) => (_app, _cluster) = (app, cluster);

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyCollection<NodeRequest> Requests => _requests;

    /// <summary>What requests have broken of Elastic's contract; empty where that is not there.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>
    /// A request that breaks the contract is answered with the status 400 and what is wrong. A real server would have
    /// let some of them pass.
    /// </summary>
    public bool RefusesViolations { get; set; } = true;

    /// <summary>Answers in the node's place; null where the node is to answer itself.</summary>
    public Func<NodeRequest, NodeReply?>? Instead { get; set; }

    /// <summary>Changes what the node is asked, before it looks at it.</summary>
    public Func<NodeRequest, NodeRequest> Take { get; set; } = request => request;

    /// <summary>Changes what the node answers.</summary>
    public Func<NodeRequest, NodeReply, NodeReply>? Change { get; set; }

    public static Task<ElasticsearchNode> StartAsync() => StartAsync(new Cluster());

    /// <summary>Another node of the same cluster.</summary>
    public Task<ElasticsearchNode> JoinAsync() => StartAsync(_cluster);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<ElasticsearchNode> StartAsync(Cluster cluster)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var node = new ElasticsearchNode(builder.Build(), cluster);
        node._app.Run(node.ServeAsync);
        await node._app.StartAsync();
        return node;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = await NodeRequest.ReadAsync(context);
        _requests.Enqueue(request);
        var reply = Instead?.Invoke(request) ?? Answer(Take(request));
        await WriteAsync(context, request, Change?.Invoke(request, reply) ?? reply);
    }

    private NodeReply Answer(NodeRequest request)
    {
        try
        {
            MediaTypes.Check(request);
            var violations = OpenApi.Published?.Violations(request) ?? [];
            foreach (var violation in violations) _violations.Enqueue($"{request.Method} {request.Path}: {violation}");
            if (violations.Count > 0 && RefusesViolations)
                throw new NodeError(400, NodeError.Cause("contract_violation", string.Join("; ", violations)));
            return Routed(request);
        }
        catch (NodeError e)
        {
            return new NodeReply(e.Status, e.Body)
            {
                ContentType =
                    e.Body["error"]!["type"]!.ToString() == "media_type_header_exception" ? MediaTypes.Plain : null,
            };
        }
        catch (Exception e) // A fault of the node's own: whoever sees the answer shall see the fault.
        {
            return new NodeReply(500, new NodeError(500, NodeError.Cause("fault_of_the_test_node", e.ToString())).Body);
        }
    }

    private NodeReply Routed(NodeRequest request)
    {
        // A ping is a GET whose body is left out.
        var method =
            request.Method == "HEAD"
            && !Routes.Any(route => route.Method == "HEAD" && route.Match(request.Segments) is not null)
                ? "GET"
                : request.Method;
        var matching = Routes.Where(route => route.Match(request.Segments) is not null).ToList();
        if (matching.FirstOrDefault(route => route.Method == method) is { } found)
            lock (_cluster) return found.Answer(_cluster, request with { Named = found.Match(request.Segments)! });
        return matching.Count > 0
            ? WrongMethod(
                request,
                string.Join(", ", matching.Select(route => route.Method).Distinct().Order(StringComparer.Ordinal)))
            : new NodeReply(
                400,
                new JsonObject
                {
                    ["error"] = $"no handler found for uri [{request.Path}] and method [{request.Method}]",
                });
    }

    private static NodeReply WrongMethod(NodeRequest request, string allowed) => new(405, new JsonObject
    {
                ["error"] =
                    $"Incorrect HTTP method for uri [{request.Path}] and method [{request.Method}], allowed: "
                        + $"[{allowed}]",
                ["status"] = 405,
    })
    {
        Headers = new Dictionary<string, string> { ["Allow"] = allowed.Replace(", ", ",", StringComparison.Ordinal) },
    };

    private static async Task WriteAsync(HttpContext context, NodeRequest request, NodeReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.Headers["X-elastic-product"] = "Elasticsearch";
        context.Response.ContentType = reply.ContentType ?? MediaTypes.AnswerTo(request);
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        var body = Encoding.UTF8.GetBytes(reply.Text ?? reply.Body?.ToJsonString() ?? "");
        if (request.Method == "HEAD") return;
        if (
            context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal) && !reply.IsCut
        )
            body = Pack(context, body);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(
            reply.IsCut ? body.AsMemory(0, body.Length / 2) : body, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (reply.IsCut) context.Abort();
    }

    private static byte[] Pack(HttpContext context, byte[] body)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest)) stream.Write(body);
        return packed.ToArray();
    }
}
