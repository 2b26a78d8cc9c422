using System.Net;
using System.Net.Sockets;

namespace SupportBot.Benchmarks.Hostile;

/// <summary>Connections from a chosen address of the loopback network, as from another subscriber.</summary>
internal static class LocalAddress
{
    public static SocketsHttpHandler HandlerFrom(IPAddress address) => new()
    {
            ConnectCallback = async (context, cancellationToken) =>
                new NetworkStream(
                    await ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
    };

    public static async ValueTask<Socket> ConnectAsync(IPAddress from, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return socket;
    }
}
