using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>A client of Direct Line that says exactly what a test tells it to.</summary>
internal sealed class Caller(Uri server, string? token = EchoServer.Secret) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(server, "/v3/directline/") };

    /// <summary>The address below which all calls go, with a slash at its end.</summary>
    public Uri Address => _http.BaseAddress!;

    public string? Token { get; set; } = token;

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Content = body switch
        {
            null => null,
            byte[] bytes => new ByteArrayContent(bytes)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text2 = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, text2, response.Headers);
    }

    public Task<Reply> GetAsync(string path, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Reply> PostAsync(string path, object? body = null, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>The status of a call that fails, and its code.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> ErrorAsync(
        HttpMethod method, string path, params (string, string)[] headers)
    {
        var reply = await SendAsync(method, path, null, headers);
        return (reply.Status, reply.Code);
    }

    /// <summary>Takes a token for a user, starts its conversation and speaks with that token from now on.</summary>
    public async Task<Conversation> StartAsync(string user = "dl_ann")
    {
        Token = (await PostAsync("tokens/generate", new { user = new { id = user } })).Json[
            "token"
        ]!.GetValue<string>();
        var reply = await PostAsync("conversations", new { user = new { id = user } });
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return new Conversation(
            reply.Json["conversationId"]!.GetValue<string>(), reply.Json["streamUrl"]!.GetValue<string>());
    }

    /// <summary>A new address of the conversation's stream, from its beginning.</summary>
    public async Task<string> StreamUrlAsync(string conversation) =>
        (await GetAsync($"conversations/{conversation}?watermark=")).Json["streamUrl"]!.GetValue<string>();

    /// <summary>Posts a message and returns its id.</summary>
    public async Task<string> SayAsync(string conversation, string text, string? clientActivityId = null)
    {
        var reply = await PostAsync(
            $"conversations/{conversation}/activities",
            new
            {
                type = "message",
                text,
                from = new { id = "dl_ann" },
                channelData = new { clientActivityID = clientActivityId },
            });
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return reply.Json["id"]!.GetValue<string>();
    }

    /// <summary>Polls until there are so many activities after a watermark.</summary>
    public async Task<(List<JsonNode> Activities, string Watermark)> PollAsync(
        string conversation, int count, string watermark = "")
    {
        var all = new List<JsonNode>();
        while (true)
        {
            var reply = await GetAsync($"conversations/{conversation}/activities?watermark={watermark}");
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            all.AddRange(reply.Json["activities"]!.AsArray().Select(a => a!));
            watermark = reply.Json["watermark"]!.GetValue<string>();
            if (all.Count >= count) return (all, watermark);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public static async Task<ClientWebSocket> OpenAsync(string streamUrl, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(streamUrl), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>The status by which a socket is refused.</summary>
    public static async Task<HttpStatusCode> RefusedAsync(string streamUrl, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new Uri(streamUrl), TestContext.Current.CancellationToken));
        return socket.HttpStatusCode;
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record Conversation(string Id, string StreamUrl);

internal sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => Json["error"]?["code"]?.GetValue<string>();
}

internal static class SocketReading
{
    /// <summary>The next frame as text; null at the end.</summary>
    public static async Task<string?> FrameAsync(this WebSocket socket)
    {
        var buffer = new byte[1 << 16];
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length);
        }
    }

    /// <summary>Frames until so many activities have come; signs of life are skipped.</summary>
    public static async Task<List<JsonNode>> ActivitiesAsync(this WebSocket socket, int count)
    {
        var all = new List<JsonNode>();
        while (all.Count < count)
        {
            var frame =
                await socket.FrameAsync()
                ?? throw new InvalidOperationException(
                    $"The socket was closed after {all.Count} of {count} activities.");
            if (frame.Length > 0) all.AddRange(JsonNode.Parse(frame)!["activities"]!.AsArray().Select(a => a!));
        }
        return all;
    }
}
