using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>A request as the node reads it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Segments">Of the path, unescaped.</param>
/// <param name="Query">Query parameters; one without a value is "true" where it is a flag.</param>
/// <param name="Accept">The header, or empty.</param>
/// <param name="ContentType">The header, or empty.</param>
/// <param name="Body">Unpacked.</param>
internal sealed record NodeRequest(
    string Method,
    IReadOnlyList<string> Segments,
    IReadOnlyDictionary<string, string> Query,
    string Accept,
    string ContentType,
    byte[] Body)
{
    public string Path => "/" + string.Join('/', Segments);

    /// <summary>Segments of the path by the names that its route gives them.</summary>
    public IReadOnlyDictionary<string, string> Named { get; init; } = new Dictionary<string, string>();

    public string? Flag(string name) =>
        Query.TryGetValue(name, out var value)
            ? value.Length == 0
                ? "true"
                : value
            : null;

    public bool IsSet(string name) => Flag(name) == "true";

    /// <summary>The body; an empty object where there is none.</summary>
    public JsonObject Json() =>
        Body.Length == 0 ? [] : Parse(Body) as JsonObject ?? throw NodeError.Parsing("Expected [START_OBJECT]");

    /// <summary>The lines of an NDJSON body.</summary>
    public IReadOnlyList<JsonObject> Lines(string kind)
    {
        if (Body.Length > 0 && Body[^1] != '\n')
            throw NodeError.Argument(
                $"The {kind} request must be terminated by a newline [{(kind == "bulk" ? "\\n" : "\n")}]");
        var lines = new List<JsonObject>();
        for (var rest = Body.AsSpan(); !rest.IsEmpty; rest = rest[(rest.IndexOf((byte)'\n') + 1)..])
            if (rest[..rest.IndexOf((byte)'\n')] is { IsEmpty: false } line)
                lines.Add((JsonObject)Parse(line.ToArray())!);
        return lines;
    }

    public static async Task<NodeRequest> ReadAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var body = new MemoryStream();
        await using (
            var unpacked =
                context.Request.Headers.ContentEncoding == "gzip"
                    ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                    : context.Request.Body)
            await unpacked.CopyToAsync(body, context.RequestAborted);
        return new NodeRequest(
            context.Request.Method,
            [.. target.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            context.Request.Headers.Accept.ToString(), context.Request.ContentType ?? "", body.ToArray());
    }

    private static JsonNode? Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw NodeError.Malformed(Encoding.UTF8.GetString(json));
        }
    }
}
