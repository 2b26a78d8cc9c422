using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Microsoft's <c>botframework-directlinejs</c> in a Node process of its own.</summary>
internal sealed class DirectLineJs : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>In milliseconds of the client, of which a hundred pass in one.</summary>
    private const int PollingInterval = 5_000;

    private readonly Process _node;

    private DirectLineJs(Process node) => _node = node;

    /// <summary>Everything it told, in order.</summary>
    public List<JsonNode> Told { get; } = [];

    /// <summary>The activities among that.</summary>
    public IEnumerable<JsonNode> Activities => Told.Select(t => t["activity"]!).Where(a => a is not null);

    /// <param name="server">The server's address.</param>
    /// <param name="token">The token to start with.</param>
    /// <param name="webSocket">Whether it follows by WebSocket; else it polls.</param>
    /// <param name="conversation">The conversation to take up again; null to start.</param>
    /// <param name="random">From 0 to 1: how long it waits before it opens a socket again.</param>
    public static async Task<DirectLineJs> StartAsync(Uri server, string token, bool webSocket, string? conversation = null, double random = 0)
    {
        var folder = await NpmPackages.ReadyAsync();
        var client = new DirectLineJs(Process.Start(new ProcessStartInfo("node", ["directline.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        var options = new JsonObject { ["domain"] = new Uri(server, "/v3/directline").ToString(), ["token"] = token, ["webSocket"] = webSocket, ["pollingInterval"] = PollingInterval, ["random"] = random };
        if (conversation is not null) options["conversationId"] = conversation;
        await client.TellAsync("start", options);
        return client;
    }

    /// <summary>Posts a message and returns the id that the server gave.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        var activity = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "dl_ann" } };
        if (clientActivityId is not null) activity["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId };
        await TellAsync("post", activity);
        return (await UntilAsync(told => told["posted"] is not null))["posted"]!.GetValue<string>();
    }

    public Task TellAsync(string command, JsonNode? value = null) =>
        _node.StandardInput.WriteLineAsync(new JsonObject { [command] = value }.ToJsonString());

    /// <summary>The next activity that is as wanted.</summary>
    public async Task<JsonNode> ActivityAsync(Func<JsonNode, bool> wanted) =>
        (await UntilAsync(told => told["activity"] is { } activity && wanted(activity)))["activity"]!;

    /// <summary>The next activity of this text.</summary>
    public Task<JsonNode> TextAsync(string text) => ActivityAsync(a => a["type"]!.GetValue<string>() == "message" && a["text"]?.GetValue<string>() == text);

    /// <summary>Waits for a connection status.</summary>
    public Task StatusAsync(ConnectionStatus status) => UntilAsync(told => told["status"]?.GetValue<int>() == (int)status);

    /// <summary>The connection status that it told last.</summary>
    public ConnectionStatus Status => (ConnectionStatus)Told.Last(t => t["status"] is not null)["status"]!.GetValue<int>();

    /// <summary>Reads on until it had time enough for all that it means to do.</summary>
    public async Task SettleAsync()
    {
        await TellAsync("settle");
        await UntilAsync(told => told["settled"] is not null);
    }

    /// <summary>Reads on until it tells what is wanted.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var told = JsonNode.Parse(await LineAsync(patience.Token))!;
            Told.Add(told);
            if (wanted(told)) return told;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited) _node.Kill();
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
    }

    private async Task<string> LineAsync(CancellationToken patience)
    {
        try
        {
            return await _node.StandardOutput.ReadLineAsync(patience) ?? throw new JsonException("The client ended.");
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The client told only: {string.Join('\n', Told.Select(t => t.ToJsonString()))}");
        }
    }
}

/// <summary>As <c>botframework-directlinejs</c> counts them.</summary>
internal enum ConnectionStatus
{
    Uninitialized,
    Connecting,
    Online,
    ExpiredToken,
    FailedToConnect,
    Ended,
}
