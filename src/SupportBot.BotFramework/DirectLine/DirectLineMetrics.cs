using System.Diagnostics.Metrics;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class DirectLineMetrics
{
    public const string MeterName = "SupportBot.DirectLine";

    private readonly Counter<long> _stored;
    private readonly Counter<long> _postsRefused;
    private readonly UpDownCounter<long> _sockets;
    private readonly Counter<long> _socketsRefused;
    private readonly Counter<long> _socketsClosed;

    public DirectLineMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _stored = meter.CreateCounter<long>(
            "supportbot.directline.stored", "By", "Bytes of activities from clients that were stored");
        _postsRefused = meter.CreateCounter<long>(
            "supportbot.directline.posts.refused", "{post}", "Posts refused with 413, by reason");
        _sockets = meter.CreateUpDownCounter<long>("supportbot.directline.sockets", "{socket}", "Open sockets");
        _socketsRefused = meter.CreateCounter<long>(
            "supportbot.directline.sockets.refused", "{socket}", "Sockets refused with 503, by reason");
        _socketsClosed = meter.CreateCounter<long>(
            "supportbot.directline.sockets.closed", "{socket}", "Sockets that the server closed, by reason");
    }

    public void Stored(int bytes) => _stored.Add(bytes);

    // Reasons: size, conversation, visitor, address, host.
    public void PostRefused(string reason) => _postsRefused.Add(1, Reason(reason));

    public void SocketsOpen(int change) => _sockets.Add(change);

    // Reasons: address, host.
    public void SocketRefused(string reason) => _socketsRefused.Add(1, Reason(reason));

    // Reasons: displaced by a newer socket, or timeout, because the client did not read.
    public void SocketClosed(string reason) => _socketsClosed.Add(1, Reason(reason));

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}
