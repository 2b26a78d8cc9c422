using System.Text.Json.Nodes;
using SupportBot.BotFramework.Tests.DirectLine;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Microsoft's <c>botframework-directlinejs</c> in a Node process of its own.</summary>
internal sealed class DirectLineJs : IAsyncDisposable
{
    /// <summary>In milliseconds of the client, of which a hundred pass in one.</summary>
    private const int PollingInterval = 5_000;

    private readonly NodeScript _node;

    private DirectLineJs(NodeScript node) => _node = node;

    /// <summary>Everything it told, in order.</summary>
    public IReadOnlyList<JsonNode> Told => _node.Told;

    /// <summary>The activities among that.</summary>
    public IEnumerable<JsonNode> Activities => Told.Select(t => t["activity"]!).Where(a => a is not null);

    /// <param name="server">The server's address.</param>
    /// <param name="token">The token to start with, or the secret.</param>
    /// <param name="webSocket">Whether it follows by WebSocket; else it polls.</param>
    /// <param name="conversation">The conversation to take up again; null to start.</param>
    /// <param name="random">From 0 to 1: how long it waits before it opens a socket again.</param>
    public static async Task<DirectLineJs> StartAsync(
        Uri server, string token, bool webSocket, string? conversation = null, double random = 0)
    {
        var client = new DirectLineJs(await NodeScript.StartAsync("directline.mjs"));
        var options = new JsonObject
        {
            ["domain"] = new Uri(server, "/v3/directline").ToString(),
            [token == EchoServer.Secret ? "secret" : "token"] = token,
            ["webSocket"] = webSocket,
            ["pollingInterval"] = PollingInterval,
            ["random"] = random,
        };
        if (conversation is not null) options["conversationId"] = conversation;
        await client.TellAsync("start", options);
        return client;
    }

    /// <summary>Posts a message and returns the id that the server gave.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["from"] = new JsonObject { ["id"] = "dl_ann" },
        };
        if (clientActivityId is not null)
            activity["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId };
        await TellAsync("post", activity);
        return (await UntilAsync(told => told["posted"] is not null))["posted"]!.GetValue<string>();
    }

    public Task TellAsync(string command, JsonNode? value = null) => _node.TellAsync(command, value);

    /// <summary>The activity that is as wanted: an answer may be told before the question's id is.</summary>
    public async Task<JsonNode> ActivityAsync(Func<JsonNode, bool> wanted) =>
        Activities.FirstOrDefault(wanted)
        ?? (await UntilAsync(told => told["activity"] is { } activity && wanted(activity)))["activity"]!;

    /// <summary>The message of this text.</summary>
    public Task<JsonNode> TextAsync(string text) =>
        ActivityAsync(a => a["type"]!.GetValue<string>() == "message" && a["text"]?.GetValue<string>() == text);

    /// <summary>Waits for a connection status.</summary>
    public Task StatusAsync(ConnectionStatus status) =>
        UntilAsync(told => told["status"]?.GetValue<int>() == (int)status);

    /// <summary>The connection status that it told last.</summary>
    public ConnectionStatus Status =>
        (ConnectionStatus)Told.Last(t => t["status"] is not null)["status"]!.GetValue<int>();

    /// <summary>Reads on until it had time enough for all that it means to do.</summary>
    public async Task SettleAsync()
    {
        await TellAsync("settle");
        await UntilAsync(told => told["settled"] is not null);
    }

    /// <inheritdoc cref="NodeScript.UntilAsync(Func{JsonNode, bool})"/>
    public Task<JsonNode> UntilAsync(Func<JsonNode, bool> wanted) => _node.UntilAsync(wanted);

    public ValueTask DisposeAsync() => _node.DisposeAsync();
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
