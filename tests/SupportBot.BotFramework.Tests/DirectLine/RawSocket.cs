using System.Net.Sockets;
using System.Text;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>A client that opens a stream and reads nothing, not even a goodbye, until it is told to.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly TcpClient _client;

    private RawSocket(TcpClient client) => _client = client;

    /// <summary>Opens it, and reads no more than the answer to the upgrade.</summary>
    public static async Task<(RawSocket Socket, string Status)> OpenAsync(string streamUrl)
    {
        var url = new Uri(streamUrl);
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        var request =
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: "
                + "websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var one = new byte[1];
        while (
            !answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await client.GetStream().ReadAsync(one, TestContext.Current.CancellationToken) == 1)
            answer.Append((char)one[0]);
        return (new RawSocket(client), answer.ToString(9, 3));
    }

    /// <summary>Reads to the end; ends when the server has closed or cut the connection.</summary>
    public async Task UntilClosedAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut.
        }
    }

    public void Dispose() => _client.Dispose();
}
