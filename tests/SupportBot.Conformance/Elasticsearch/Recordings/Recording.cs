using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Recordings;

/// <summary>One exchange with a real 9.5.0 node.</summary>
internal sealed class Recording(int number, JsonNode json)
{
    private const string File = "elasticsearch-recordings-9.5.json";

    public int Number => number;

    public string Method => (string)json["method"]!;

    public string Path => (string)json["path"]!;

    public int Status => (int)json["status"]!;

    public JsonNode? Response => json["response"];

    public string? ResponseHeader(string name) =>
        json["response_headers"]!
            .AsObject()
            .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Value?.ToString();

    public static IReadOnlyList<Recording> ReadAll() =>
        [
            .. JsonNode
                .Parse(System.IO.File.ReadAllText(SharedData.Contract(File)))!
                .AsArray()
                .Select((json, i) => new Recording(i, json!)),
        ];

    public HttpRequestMessage Request(Uri node)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(node, Path))
        {
            Content = Body is { } body ? new ByteArrayContent(Encoding.UTF8.GetBytes(body)) : null,
        };
        foreach (var (name, value) in json["request_headers"]!.AsObject())
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, (string)value!);
            else request.Content?.Headers.TryAddWithoutValidation(name, (string)value!);
        return request;
    }

    /// <summary>
    /// Texts stand as they were sent; the one that was left out of the recordings is made from its answer.
    /// </summary>
    private string? Body => json["request"] switch
    {
        JsonValue text when (string)text! == "(omitted)" => Omitted(),
        JsonValue text => (string)text!,
        JsonArray lines when (bool)json["ndjson"]! => string.Concat(lines.Select(line => line!.ToJsonString() + "\n")),
        null => null,
        var body => body.ToJsonString(),
    };

    /// <summary>
    /// Two hundred documents of which later answers show some; vectors and the other texts are made up.
    /// </summary>
    private string Omitted()
    {
        var lines = new StringBuilder();
        foreach (var (id, i) in Response!["items"]!.AsArray().Select((item, i) => ((string)item!["index"]!["_id"]!, i)))
        {
            lines
                .Append(
                    new JsonObject
                    {
                        ["index"] = new JsonObject { ["_index"] = "docs", ["_id"] = id },
                    }.ToJsonString())
                .Append('\n');
            lines
                .Append(
                    (
                        id == "bad" ? new JsonObject { ["doc_id"] = "bad", ["nope"] = 1 } : Document(id.Split('#'), i)
                    ).ToJsonString())
                .Append('\n');
        }
        return lines.ToString();
    }

    private static JsonObject Document(string[] id, int i)
    {
        var body = (i % 7) switch
        {
            0 => "restart the router to reset your password",
            1 => "billing invoices are sent monthly",
            var other => $"another sentence of the kind {other}",
        };
        var angle = Math.Tau * i / 200;
        return new JsonObject
        {
            ["doc_id"] = id[0],
            ["doc_version"] = 1,
            ["chunk"] = int.Parse(id[1], CultureInfo.InvariantCulture),
            ["lang"] = "en",
            ["acl"] = new JsonArray("public"),
            ["title"] = $"Doc {id[0][1..]}",
            ["body"] = $"{body} {i}",
            ["vec"] = new JsonArray((float)Math.Cos(angle), (float)Math.Sin(angle), 0, 0, 0, 0, 0, 0),
        };
    }
}
