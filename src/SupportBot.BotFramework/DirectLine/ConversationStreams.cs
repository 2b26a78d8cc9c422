using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Hosting;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>The open WebSockets of each conversation. What is published is serialized once for all of them.</summary>
/// <param name="attachments">Fills in the addresses of files.</param>
public sealed class ConversationStreams(AttachmentAddresses attachments)
{
    private readonly ConcurrentDictionary<string, StreamSocket[]> _sockets = new(StringComparer.Ordinal);

    /// <summary>Number of open sockets.</summary>
    public int Count => _sockets.Values.Sum(sockets => sockets.Length);

    /// <summary>
    /// Publishes entries that were appended to a log. Call it after the entries are committed; a late, repeated or
    /// reordered call does no harm.
    /// </summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="appended">The appended entries.</param>
    public void Publish(string conversationId, LogPage appended)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        foreach (var frame in Frame.Of(attachments.FillIn(conversationId, appended)))
            foreach (var socket in sockets) socket.Enqueue(frame);
    }

    /// <summary>Publishes a transient activity, which is not logged: typing, or a chunk of a streamed reply.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activity">The activity.</param>
    public void PublishTransient(string conversationId, Activity activity)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        var frame = Frame.Transient(ActivitySet.Write([ActivityJson.Write(activity)], watermark: null));
        foreach (var socket in sockets) socket.Enqueue(frame);
    }

    /// <summary>Closes all sockets of a conversation, whose clients may have no access any more.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    public void Close(string conversationId)
    {
        if (!_sockets.TryGetValue(conversationId, out var sockets)) return;
        foreach (var socket in sockets) socket.Displace();
    }

    // The oldest sockets above the limit are removed at once and closed.
    internal void Add(string conversationId, StreamSocket socket, int maxSockets)
    {
        while (!_sockets.TryAdd(conversationId, [socket]))
        {
            if (!_sockets.TryGetValue(conversationId, out var sockets)) continue;
            var excess = Math.Max(0, sockets.Length + 1 - maxSockets);
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
            foreach (var socket in sockets) socket.Enqueue(Frame.Empty);
    }
}

internal sealed class StreamKeepAlive(DirectLineOptions options, ConversationStreams streams, TimeProvider clock)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) streams.KeepAlive();
    }
}
