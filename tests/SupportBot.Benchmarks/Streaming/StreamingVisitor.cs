using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace SupportBot.Benchmarks.Streaming;

/// <summary>A visitor of the web chat with an open socket, who asks one question after the other.</summary>
internal sealed class StreamingVisitor : IDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly Channel<(long At, string[] Texts)> _heard = Channel.CreateUnbounded<(long, string[])>();
    private string _conversation = "";

    private StreamingVisitor(HttpClient http) => _http = http;

    /// <param name="host">The host.</param>
    /// <param name="handler">How it connects; null for the usual way.</param>
    public static async Task<StreamingVisitor> ArriveAsync(Uri host, SocketsHttpHandler? handler = null)
    {
        var visitor = new StreamingVisitor(new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = host });
        var token = await visitor.PostAsync("/api/webchat/token", new { });
        visitor._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", token["token"]!.GetValue<string>());
        var started = await visitor.PostAsync("/v3/directline/conversations", new { locale = "en" });
        visitor._conversation = started["conversationId"]!.GetValue<string>();
        using var invoker = handler is null ? null : new HttpMessageInvoker(handler, disposeHandler: false);
        await visitor._socket.ConnectAsync(
            new Uri(started["streamUrl"]!.GetValue<string>()), invoker, CancellationToken.None);
        return visitor;
    }

    /// <summary>Asks, and reads until a message answers.</summary>
    public async Task<SeenAnswer> AskAsync(string question)
    {
        var seen = new SeenAnswer(Clock.GetTimestamp());
        var id = await SayAsync(question);
        seen.Accepted = Clock.GetTimestamp();
        while (seen.Text is null) Read(await FrameAsync(), id, seen);
        return seen;
    }

    /// <summary>Says something, and does not wait for an answer.</summary>
    /// <returns>The id of the message.</returns>
    public async Task<string> SayAsync(string text)
    {
        var body = new { type = "message", text, locale = "en", from = new { id = "x" } };
        var posted = await PostAsync($"/v3/directline/conversations/{_conversation}/activities", body);
        return posted["id"]!.GetValue<string>();
    }

    /// <summary>From now on reads all that arrives, as a browser does; the host closes sockets that do not.</summary>
    public void Listen() => _ = Task.Run(async () =>
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var frame = await FrameAsync();
                if (!frame.IsEmpty) _heard.Writer.TryWrite((Clock.GetTimestamp(), TextsOf(frame)));
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            _heard.Writer.TryComplete();
        }
    });

    /// <summary>Waits until something with this text has arrived; <see cref="Listen"/> was called before.</summary>
    /// <returns>The timestamp of its arrival.</returns>
    public async Task<long> HearAsync(string text)
    {
        await foreach (var (at, texts) in _heard.Reader.ReadAllAsync())
            if (texts.Any(said => said.Contains(text, StringComparison.Ordinal)))
                return at;
        throw new IOException("The socket was closed.");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private static string[] TextsOf(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        return [.. json.RootElement.GetProperty("activities").EnumerateArray()
            .Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "")];
    }

    private static void Read(ReadOnlyMemory<byte> frame, string id, SeenAnswer seen)
    {
        if (frame.IsEmpty) return;
        var now = Clock.GetTimestamp();
        using var json = JsonDocument.Parse(frame);
        foreach (var activity in json.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (!activity.TryGetProperty("replyToId", out var of) || of.GetString() != id) continue;
            var text = activity.GetProperty("text").GetString()!;
            seen.Bytes += frame.Length;
            var sentences = text.Split("[1].").Length - 1;
            while (seen.Sentences.Count < sentences) seen.Sentences.Add(now);
            if (activity.GetProperty("type").GetString() == "message") (seen.Text, seen.Ended) = (text, now);
            else seen.Chunks++;
        }
    }

    private async Task<ReadOnlyMemory<byte>> FrameAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
        }
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}

/// <summary>What a visitor saw of one answer; all times are timestamps of this process.</summary>
/// <param name="Posted">When the question was posted.</param>
internal sealed record SeenAnswer(long Posted)
{
    /// <summary>When the question was acknowledged.</summary>
    public long Accepted { get; set; }

    /// <summary>When each sentence was there.</summary>
    public List<long> Sentences { get; } = [];

    /// <summary>When the message was there.</summary>
    public long Ended { get; set; }

    /// <summary>The message.</summary>
    public string? Text { get; set; }

    /// <summary>How often what there was of it was sent.</summary>
    public int Chunks { get; set; }

    /// <summary>Bytes of all frames of it.</summary>
    public int Bytes { get; set; }
}
