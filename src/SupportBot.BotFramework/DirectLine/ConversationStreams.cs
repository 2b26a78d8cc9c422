using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>The open sockets of each conversation. What is published here is written once for all of them.</summary>
public sealed class ConversationStreams
{
    private readonly ConcurrentDictionary<string, StreamSocket[]> _sockets = new(StringComparer.Ordinal);

    /// <summary>How many sockets are open.</summary>
    public int Count => _sockets.Values.Sum(sockets => sockets.Length);

    /// <summary>
    /// Tells what was appended to a log, after it has been kept for good. Telling it late, twice or in the wrong order
    /// does no harm.
    /// </summary>
    public void Publish(string conversationId, LogPage appended)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        foreach (var frame in Frame.Of(appended))
            foreach (var socket in sockets) socket.Offer(frame);
    }

    /// <summary>Sends what is never logged: typing, and the chunks of a streamed reply.</summary>
    public void PublishLive(string conversationId, Activity activity)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        var frame = Frame.Live(ActivitySet.Write([ActivityJson.Write(activity)], watermark: null));
        foreach (var socket in sockets) socket.Offer(frame);
    }

    /// <summary>Adds a socket; the oldest beyond the limit are out of the list at once, and closed.</summary>
    internal void Add(string conversationId, StreamSocket socket, int most)
    {
        while (!_sockets.TryAdd(conversationId, [socket]))
        {
            if (!_sockets.TryGetValue(conversationId, out var sockets)) continue;
            var excess = Math.Max(0, sockets.Length + 1 - most);
            if (!_sockets.TryUpdate(conversationId, [.. sockets[excess..], socket], sockets)) continue;
            foreach (var oldest in sockets[..excess]) oldest.Displace();
            return;
        }
    }

    internal void Remove(string conversationId, StreamSocket socket)
    {
        while (_sockets.TryGetValue(conversationId, out var sockets))
        {
            if (!sockets.Contains(socket)) return;
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
