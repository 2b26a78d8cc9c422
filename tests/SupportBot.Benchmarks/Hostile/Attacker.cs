using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.Benchmarks.Hostile;

/// <summary>
/// One hostile visitor in a process of its own: as many conversations as it gets, posts of 255 kB, mention bombs, polls
/// of the whole history, and sockets that it never reads. It prints its processor time in seconds, and what came of it.
/// </summary>
internal sealed class Attacker : IDisposable
{
    public const string Verb = "hostile-attacker";
    private const int Posters = 16;
    private const int Openers = 2;
    private const int MostSockets = 1_000;

    private static readonly IPAddress From = IPAddress.Parse("127.0.0.66");
    private static readonly string[] Bodies =
    [
        $$$"""{"type":"message","text":"hi","channelData":{"x":"{{{new string('x', 255_000)}}}"}}""",
        $$"""{"type":"message","text":"{{new string('x', 255_000)}}"}""",
        MentionBomb(),
        """{"type":"message","text":"How long does the warranty last?"}""",
        """{"type":"event","name":"x","value":"x"}""",
    ];

    private readonly HttpClient _http;
    private readonly ConcurrentQueue<Socket> _unread = new();
    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private (string Token, string Conversation, string Stream)[] _conversations = [];

    private Attacker(Uri host) => _http = new HttpClient(LocalAddress.HandlerFrom(From)) { BaseAddress = host };

    public static async Task<int> RunAsync(Uri host, int seconds)
    {
        using var attacker = new Attacker(host);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await attacker.ConverseAsync(end.Token);
        await Task.WhenAll([
            .. Enumerable
                .Range(0, Posters)
                .Select(i => attacker.RepeatAsync(n => attacker.PostAsync(i + n, end.Token), end.Token)),
            .. Enumerable
                .Range(0, Openers)
                .Select(i => attacker.RepeatAsync(n => attacker.OpenAsync(i + Openers * n, end.Token), end.Token)),
            attacker.RepeatAsync(n => attacker.PollAsync(n, end.Token), end.Token),
            attacker.RepeatAsync(_ => attacker.ConverseAsync(end.Token), end.Token),
        ]);
        Console.WriteLine(Environment.CpuUsage.TotalTime.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(
            string.Join(
                ", ",
                attacker
                    ._outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal)
                    .Select(outcome => $"{outcome.Key}: {outcome.Value}")));
        return 0;
    }

    public void Dispose()
    {
        foreach (var socket in _unread) socket.Dispose();
        _http.Dispose();
    }

    private async Task RepeatAsync(Func<int, Task> act, CancellationToken end)
    {
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            try
            {
                await act(n);
            }
            catch (Exception e)
                when (e is HttpRequestException or SocketException or IOException or OperationCanceledException)
            {
                if (!end.IsCancellationRequested) Note($"failed {e.GetType().Name}");
            }
        }
    }

    /// <summary>Begins another conversation, where the host lets it.</summary>
    private async Task ConverseAsync(CancellationToken end)
    {
        using var response = await _http.PostAsJsonAsync("/api/webchat/token", new { }, end);
        Note($"token {(int)response.StatusCode}");
        if (!response.IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), end);
            return;
        }
        var token = JsonNode.Parse(await response.Content.ReadAsStringAsync(end))!["token"]!.GetValue<string>();
        using var started = await SendAsync(HttpMethod.Post, "/v3/directline/conversations", token, "{}", end);
        var json = JsonNode.Parse(await started.Content.ReadAsStringAsync(end))!;
        _conversations =
        [
            .. _conversations,
            (token, json["conversationId"]!.GetValue<string>(), json["streamUrl"]!.GetValue<string>()),
        ];
    }

    private async Task PostAsync(int n, CancellationToken end)
    {
        var (token, conversation, _) = _conversations[n % _conversations.Length];
        var kind = n / 7 % Bodies.Length;
        using var response = await SendAsync(
            HttpMethod.Post, $"/v3/directline/conversations/{conversation}/activities", token, Bodies[kind], end);
        Note($"post {(int)response.StatusCode}");
    }

    private async Task PollAsync(int n, CancellationToken end)
    {
        var (token, conversation, _) = _conversations[n % _conversations.Length];
        using var response = await SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{conversation}/activities?watermark=", token, null, end);
        Note($"poll {(int)response.StatusCode}");
    }

    /// <summary>Opens a stream and reads no more than whether it was let in.</summary>
    private async Task OpenAsync(int n, CancellationToken end)
    {
        var (token, conversation, _) = _conversations[n % _conversations.Length];
        using var response = await SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{conversation}?watermark=", token, null, end);
        var url = new Uri(
            JsonNode.Parse(await response.Content.ReadAsStringAsync(end))!["streamUrl"]!.GetValue<string>());
        var socket = await LocalAddress.ConnectAsync(From, url.Port, end);
        socket.ReceiveBufferSize = 4096;
        await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: "
                    + "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"),
            end);
        var status = new byte[12];
        await socket.ReceiveAsync(status, end);
        Note($"socket {Encoding.ASCII.GetString(status, 9, 3)}");
        _unread.Enqueue(socket);
        if (_unread.Count > MostSockets && _unread.TryDequeue(out var oldest)) oldest.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string token, string? body, CancellationToken end)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, end);
    }

    private void Note(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    /// <summary>A text of one mention, and sixty mentions whose names hold it twice.</summary>
    private static string MentionBomb()
    {
        var mention = """{"type":"mention","text":"<at>x</at>","mentioned":{"id":"x","name":"<at>x</at><at>x</at>"}}""";
        var entities = string.Join(',', Enumerable.Repeat(mention, 60));
        return $$"""{"type":"message","text":"<at>x</at>","entities":[{{entities}}]}""";
    }
}
