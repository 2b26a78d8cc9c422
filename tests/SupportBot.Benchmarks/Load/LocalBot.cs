using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// The echoing host as a bot of a channel on this machine: with an issuer that it believes, and a connector's address.
/// </summary>
internal sealed class LocalBot : IAsyncDisposable
{
    private readonly LocalIssuer _issuer;
    private readonly int _connector;

    private LocalBot(LocalIssuer issuer, EchoServerProcess server, int connector) =>
        (_issuer, Server, _connector) = (issuer, server, connector);

    public EchoServerProcess Server { get; }

    public string Url => $"{Server.Address}api/messages";

    /// <summary>What the rig must know to speak for the channel.</summary>
    public IReadOnlyList<(string Name, string Value)> Caller =>
        [("token", _issuer.Sign($"http://127.0.0.1:{_connector}")), ("double-port", $"{_connector}")];

    /// <param name="settings">Settings beside the registration.</param>
    public static async Task<LocalBot> StartAsync(params (string Name, string Value)[] settings)
    {
        var issuer = await LocalIssuer.StartAsync();
        return new LocalBot(
            issuer, await EchoServerProcess.StartAsync([.. EchoServer.BotSettings(issuer.Metadata), .. settings]),
            FreePort());
    }

    public Task<LoadResult> LoadAsync(LoadRig rig, int conversations, int messagesPerSecond, int seconds) =>
        rig.RunAsync(
        "messages-load.js",
            [
                ("url", Url),
                .. Caller,
                ("pid", $"{Server.Id}"),
                ("conversations", $"{conversations}"),
                ("rate", $"{messagesPerSecond}"),
                ("seconds", seconds.ToString(CultureInfo.InvariantCulture)),
            ]);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
