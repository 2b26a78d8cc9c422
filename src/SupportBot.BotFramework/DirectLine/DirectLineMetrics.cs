using System.Diagnostics.Metrics;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>What the Direct Line server counts, for tools that read .NET metrics.</summary>
internal sealed class DirectLineMetrics
{
    /// <summary>The name of the meter.</summary>
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

    /// <param name="reason">
    /// <c>size</c>, or whose quota is used up: <c>conversation</c>, <c>visitor</c>, <c>address</c>, <c>host</c>.
    /// </param>
    public void PostRefused(string reason) => _postsRefused.Add(1, Reason(reason));

    public void SocketsOpen(int change) => _sockets.Add(change);

    /// <param name="reason">Whose limit is reached: <c>address</c> or <c>host</c>.</param>
    public void SocketRefused(string reason) => _socketsRefused.Add(1, Reason(reason));

    /// <param name="reason"><c>displaced</c> by a newer one, or <c>timeout</c>: the client did not read.</param>
    public void SocketClosed(string reason) => _socketsClosed.Add(1, Reason(reason));

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}
