using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels;

/// <summary>A visitor's browser, as far as the web chat knows it.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    private Visitor(Uri server) => _http = new HttpClient { BaseAddress = server };

    public string Conversation { get; private set; } = "";
    public string User { get; private set; } = "";
    public string Token { get; private set; } = "";
    public string StreamUrl { get; private set; } = "";

    /// <summary>
    /// Takes a token, for an earlier one and for an identity where given, and starts or takes up its conversation.
    /// </summary>
    public static async Task<Visitor> ArriveAsync(
        ChatHost host, string? formerToken = null, string locale = "en-US", JsonNode? identity = null)
    {
        var visitor = new Visitor(host.Address);
        var (status, json) = await visitor.PostAsync(
            "/api/webchat/token", new JsonObject { ["token"] = formerToken, ["identity"] = identity?.DeepClone() });
        Assert.Equal(HttpStatusCode.OK, status);
        (visitor.Token, visitor.User, visitor.Conversation) = (
            Text(json["token"]), Text(json["userId"]), Text(json["conversationId"]));
        (_, json) = await visitor.PostAsync("/v3/directline/conversations", new { locale });
        visitor.StreamUrl = Text(json["streamUrl"]);
        return visitor;
    }

    /// <summary>Posts a message and returns its id.</summary>
    public Task<string> SayAsync(string text, string? clientActivityId = null, string locale = "en-US") =>
        SendAsync(
            new JsonObject
            {
                ["type"] = "message",
                ["text"] = text,
                ["locale"] = locale,
                ["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId },
            });

    /// <summary>Posts an activity and returns its id.</summary>
    public async Task<string> SendAsync(JsonObject activity)
    {
        activity["from"] = new JsonObject { ["id"] = User };
        var (status, json) = await PostAsync($"/v3/directline/conversations/{Conversation}/activities", activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return Text(json["id"]);
    }

    /// <summary>Polls until there are so many messages and events after a watermark, the welcome counted.</summary>
    public async Task<IReadOnlyList<JsonNode>> PollAsync(int count, string watermark = "")
    {
        var all = new List<JsonNode>();
        while (all.Count < count)
        {
            var (status, page) = await GetAsync(
                $"/v3/directline/conversations/{Conversation}/activities?watermark={watermark}");
            Assert.Equal(HttpStatusCode.OK, status);
            all.AddRange(page["activities"]!.AsArray().Select(activity => activity!));
            watermark = Text(page["watermark"]);
            if (all.Count < count) await Task.Delay(2, Cancel);
        }
        return all;
    }

    /// <summary>All that was said, in pages, as it comes.</summary>
    public async IAsyncEnumerable<string> PagesAsync()
    {
        for (var watermark = ""; ;)
        {
            var (_, page) = await GetAsync(
                $"/v3/directline/conversations/{Conversation}/activities?watermark={watermark}");
            if (page["activities"]!.AsArray().Count == 0) yield break;
            watermark = Text(page["watermark"]);
            yield return page.ToJsonString();
        }
    }

    public async Task<(HttpStatusCode Status, JsonNode Json)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<(HttpStatusCode Status, JsonNode Json)> PostAsync(
        string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await SendAsync(request);
    }

    /// <summary>Opens the stream and reads activities until one is last.</summary>
    public async Task<IReadOnlyList<JsonNode>> StreamAsync(Func<JsonNode, bool> isLast, Func<Task> meanwhile)
    {
        // A stream address opens one socket.
        var (_, json) = await GetAsync($"/v3/directline/conversations/{Conversation}?watermark=");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(Text(json["streamUrl"])), Cancel);
        var all = new List<JsonNode>();
        while (!all.Exists(a => Text(a["type"]) == "message")) all.AddRange(await FrameAsync(socket));
        await meanwhile();
        while (!all.Exists(a => isLast(a))) all.AddRange(await FrameAsync(socket));
        return all;
    }

    public void Dispose() => _http.Dispose();

    public static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static async Task<IEnumerable<JsonNode>> FrameAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), Cancel);
        Assert.True(part.EndOfMessage);
        return part.Count == 0
            ? []
            : JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, part.Count))!["activities"]!.AsArray().Select(a => a!);
    }

    private async Task<(HttpStatusCode, JsonNode)> SendAsync(HttpRequestMessage request)
    {
        if (Token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _http.SendAsync(request, Cancel);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
