using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Elasticsearch;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>
/// One exchange with a real Elasticsearch 9.5. A client that talks to it must send what was sent then, as JSON, to the
/// same
/// address, and gets what was answered, headers included.
/// </summary>
internal sealed class Recording : HttpMessageHandler
{
    private const string File = "elasticsearch-recordings-9.5.json";

    private static readonly Lazy<JsonElement> All = new(() =>
        JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedData.Contract(File))).RootElement);

    private readonly JsonElement _exchange;
    private readonly bool _comparesRequest;

    /// <param name="number">Its position in the file.</param>
    /// <param name="comparesRequest">
    /// False where the client asks for the same in another way, so that only the answer counts.
    /// </param>
    public Recording(int number, bool comparesRequest = true)
    {
        _exchange = All.Value[number];
        _comparesRequest = comparesRequest;
    }

    /// <summary>Whether the client has sent the request.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>What was sent then.</summary>
    public JsonElement Request => _exchange.GetProperty("request");

    public ElasticsearchCluster Open() =>
        new(new ElasticsearchOptions { Urls = ["http://node:9200"] }, new FakeTimeProvider(), _ => this, () => 0);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        WasAsked = true;
        if (_comparesRequest) await CompareAsync(request, cancellationToken);
        var body = _exchange.GetProperty("response");
        var content = new ByteArrayContent(
            body.ValueKind == JsonValueKind.Null ? [] : Encoding.UTF8.GetBytes(body.GetRawText()));
        var response = new HttpResponseMessage((HttpStatusCode)_exchange.GetProperty("status").GetInt32())
        {
            Content = content,
        };
        foreach (var header in _exchange.GetProperty("response_headers").EnumerateObject())
            _ = header.Name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
                ? header.Name == "content-type"
                    && content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString())
                : response.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return response;
    }

    private async Task CompareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(_exchange.GetProperty("method").GetString(), request.Method.Method);
        Assert.Equal(
            _exchange.GetProperty("path").GetString(),
            request.RequestUri!.PathAndQuery.Replace("%2C", ",", StringComparison.Ordinal));
        var sent = request.Content is null ? "null" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (_exchange.GetProperty("ndjson").GetBoolean()) sent = $"[{sent.TrimEnd('\n').Replace('\n', ',')}]";
        var (recorded, given) = (Short(JsonNode.Parse(Request.GetRawText())), Short(JsonNode.Parse(sent)));
        Assert.True(
            JsonNode.DeepEquals(recorded, given), $"sent {given?.ToJsonString()}\nrecorded {recorded?.ToJsonString()}");
    }

    /// <summary>
    /// The API takes many a member in a short form and in a long one: a list of one item, or an object of one option,
    /// as that
    /// by itself. The official client and the recorded requests do not choose the same.
    /// </summary>
    private static JsonNode? Short(JsonNode? json) => json switch
    {
        JsonArray { Count: 1 } list => Short(list[0]),
        JsonArray items => new JsonArray([.. items.Select(Short)]),
        JsonObject { Count: 1 } one when one.First() is { Key: "value" or "order", Value: JsonValue } option =>
            option.Value!.DeepClone(),
        JsonObject members => new JsonObject(
            members.Select(member => KeyValuePair.Create(member.Key, Short(member.Value)))),
        _ => json?.DeepClone(),
    };
}
