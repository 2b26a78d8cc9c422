using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>
/// Says yes like an Elasticsearch that has nothing to do: what is left is the client's own time and memory.
/// </summary>
internal sealed class SinkNode : IAsyncDisposable
{
    private const string Leg =
        """
        {"took":0,"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0},"hits":{"max_score":1.0,
         "hits":[HITS]},"status":200}
        """;

    private readonly WebApplication _app;
    private readonly byte[] _found = Encoding.UTF8.GetBytes(Found(100));
    private long _bytes;

    private SinkNode(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Bytes of all bulks, as they came over the wire.</summary>
    public long Bytes => _bytes;

    public static async Task<SinkNode> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var node = new SinkNode(app);
        app.MapPost("/{index}/_bulk", node.TakeAsync);
        app.MapPost("/{index}/_msearch", node.FindAsync);
        await app.StartAsync();
        return node;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var compressed = new MemoryStream();
        await context.Request.Body.CopyToAsync(compressed);
        _bytes += compressed.Length;
        compressed.Position = 0;
        using var lines = new StreamReader(
            context.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(compressed, CompressionMode.Decompress)
                : compressed);
        var items = 0;
        while (await lines.ReadLineAsync() is not null) items++;
        const string item = """{"index":{"_index":"i","_id":"d","_version":1,"result":"created","status":201}}""";
        var answers = string.Join(',', Enumerable.Repeat(item, items / 2));
        await AnswerAsync(context, Encoding.UTF8.GetBytes($$"""{"errors":false,"took":1,"items":[{{answers}}]}"""));
    }

    private async Task FindAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await AnswerAsync(context, _found);
    }

    private static Task AnswerAsync(HttpContext context, byte[] body)
    {
        context.Response.Headers["X-elastic-product"] = "Elasticsearch";
        context.Response.ContentType = "application/vnd.elasticsearch+json;compatible-with=8";
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>Both legs of a hybrid search.</summary>
    private static string Found(int hits)
    {
        var list = string.Join(
            ',',
            Enumerable
                .Range(0, hits)
                .Select(i => $$"""{"_index":"kb-v1","_id":"guide/page-{{i}}.md#{{i % 10}}","_score":{{hits - i}}.25}""")
        );
        var leg = Leg.Replace("HITS", list, StringComparison.Ordinal);
        return $$"""{"took":0,"responses":[{{leg}},{{leg}}]}""";
    }
}
