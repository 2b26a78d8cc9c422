using System.Net.WebSockets;
using System.Threading.Channels;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// One open socket of one conversation. It follows the log by number: a frame that continues where it stands is sent as
/// it is; after a gap, or when the client was too slow for its queue, it reads the log. So nothing is lost or repeated.
/// </summary>
internal sealed class StreamSocket(WebSocket socket, string conversationId, long position, IDirectLineConversations conversations)
{
    private const int LongestQueue = 128;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private long _position = position;
    private volatile bool _behind = true;

    /// <summary>Takes a frame for sending; never waits.</summary>
    public void Offer(Frame frame)
    {
        if (!_frames.Writer.TryWrite(frame)) _behind = true;
    }

    /// <summary>Closes it in favour of a newer socket.</summary>
    public void Displace() => _frames.Writer.TryComplete();

    /// <summary>Runs until the client goes, it is displaced, or the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var receiving = ReceiveAsync(ended);
        try
        {
            await SendAsync(ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone, the server stops, or the log cannot be read: the client will come back with its watermark.
        }
        await CloseAsync(receiving, stopping.IsCancellationRequested).ConfigureAwait(false);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Offer(Frame.Empty); // Begins the loop, which begins with the log.
        await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_behind) await BeginAsync(cancellationToken).ConfigureAwait(false);
            else if (frame.IsLive) await SendAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
            else if (frame.After == _position) await FollowAsync(frame, cancellationToken).ConfigureAwait(false);
            else if (frame.Through > _position) await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        // What waits was kept before it was offered, so the log has it; chunks of a reply that may be over are dropped.
        while (_frames.Reader.TryRead(out _)) { }
        _behind = false;
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (frame.Bytes.Length > 0) await SendAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
        _position = frame.Through;
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        LogPage? page;
        do
        {
            page = await conversations.ReadAsync(conversationId, _position, cancellationToken).ConfigureAwait(false);
            if (page is null) return;
            if (page.Activities.Count > 0)
                await SendAsync(ActivitySet.Write(page.Activities, page.Through), cancellationToken).ConfigureAwait(false);
            _position = page.Through;
        }
        while (page.More);
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Clients have nothing to say here but signs of life and goodbye.</summary>
    private async Task ReceiveAsync(CancellationTokenSource ended)
    {
        var ignored = new byte[64];
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
                && (await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a goodbye, or given up by us.
        }
        await ended.CancelAsync().ConfigureAwait(false);
    }

    private async Task CloseAsync(Task receiving, bool stopping)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, CancellationToken.None)
                    .WaitAsync(Patience).ConfigureAwait(false);
            await receiving.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException)
        {
            socket.Abort();
        }
        await receiving.ConfigureAwait(false);
    }
}
