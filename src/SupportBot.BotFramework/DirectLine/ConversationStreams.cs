using System.Collections.Concurrent;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>The open sockets of each conversation. What is published here is written once for all of them.</summary>
public sealed class ConversationStreams
{
    private readonly ConcurrentDictionary<string, StreamSocket[]> _sockets = new(StringComparer.Ordinal);

    /// <summary>How many sockets are open.</summary>
    public int Count => _sockets.Values.Sum(sockets => sockets.Length);

    /// <summary>Tells what was appended to a log, after it has been kept for good. Telling it late, twice or in the wrong order does no harm.</summary>
    public void Publish(string conversationId, LogPage appended)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        var bytes = appended.Activities.Count == 0 ? [] : ActivitySet.Write(appended.Activities, appended.Through);
        var frame = new Frame(appended.After, appended.Through, bytes);
        foreach (var socket in sockets) socket.Offer(frame);
    }

    /// <summary>Sends what is never logged: typing, and the chunks of a streamed reply.</summary>
    public void PublishLive(string conversationId, Activity activity)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        var frame = Frame.Live(ActivitySet.Write([ActivityJson.Write(activity)], watermark: null));
        foreach (var socket in sockets) socket.Offer(frame);
    }

    internal void Add(string conversationId, StreamSocket socket, int most)
    {
        var all = _sockets.AddOrUpdate(conversationId, _ => [socket], (_, sockets) => [.. sockets, socket]);
        if (all.Length > most) all[0].Displace();
    }

    internal void Remove(string conversationId, StreamSocket socket)
    {
        while (_sockets.TryGetValue(conversationId, out var sockets))
        {
            StreamSocket[] rest = [.. sockets.Where(s => s != socket)];
            if (rest.Length == 0
                    ? _sockets.TryRemove(KeyValuePair.Create(conversationId, sockets))
                    : _sockets.TryUpdate(conversationId, rest, sockets)) return;
        }
    }

    internal void KeepAlive()
    {
        foreach (var sockets in _sockets.Values)
            foreach (var socket in sockets) socket.Offer(Frame.Empty);
    }
}

/// <summary>One text frame, the same for all sockets of a conversation.</summary>
/// <param name="After">The log's number before it.</param>
/// <param name="Through">The log's number with it.</param>
/// <param name="Bytes">UTF-8; nothing where clients see none of the entries.</param>
internal sealed record Frame(long After, long Through, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A sign of life.</summary>
    public static readonly Frame Empty = Live(ReadOnlyMemory<byte>.Empty);

    public bool IsLive => Through < 0;

    public static Frame Live(ReadOnlyMemory<byte> bytes) => new(-1, -1, bytes);
}
