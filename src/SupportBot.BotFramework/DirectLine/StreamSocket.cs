using System.Net.WebSockets;
using System.Threading.Channels;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// One open socket of one conversation. It follows the log by number: a frame that continues where it stands is sent as
/// it is; after a gap, or when the client was too slow for its queue, it reads the log. So nothing is lost or repeated.
/// A client that does not read is cut off, and comes back with its watermark.
/// </summary>
internal sealed class StreamSocket(
    WebSocket socket,
    string conversationId,
    long position,
    IDirectLineConversations conversations,
    DirectLineOptions options,
    DirectLineMetrics metrics, TimeProvider clock)
{
    private const int LongestQueue = 128;

    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(
        new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly TaskCompletionSource _displaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position = position;
    private int _queuedBytes;
    private volatile bool _behind = true;
    private Task _lastSend = Task.CompletedTask;

    /// <summary>Takes a frame for sending; never waits.</summary>
    public void Offer(Frame frame)
    {
        if (
            Interlocked.Add(ref _queuedBytes, frame.Bytes.Length) <= options.QueuedBytesPerSocket
            && _frames.Writer.TryWrite(frame))
            return;
        Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
        _behind = true;
        _frames.Writer.TryWrite(Frame.Empty); // Where there is room for it, it wakes the loop.
    }

    /// <summary>Closes it in favour of a newer socket.</summary>
    public void Displace() => _displaced.TrySetResult();

    /// <summary>Runs until the client goes or does not read, it is displaced, or the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var receiving = ReceiveAsync(ended);
        var sending = SendAsync(ended.Token);
        if (await Task.WhenAny(sending, _displaced.Task).ConfigureAwait(false) == _displaced.Task)
            metrics.SocketClosed("displaced");
        await ended.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        await CloseAsync(receiving, stopping.IsCancellationRequested).ConfigureAwait(false);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            Offer(Frame.Empty); // Begins the loop, which begins with the log.
            await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
                if (_behind) await BeginAsync(cancellationToken).ConfigureAwait(false);
                else if (frame.IsLive) await SendAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
                else if (frame.After == _position) await FollowAsync(frame, cancellationToken).ConfigureAwait(false);
                else if (frame.Through > _position) await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            metrics.SocketClosed("timeout");
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone, the server stops, or the log cannot be read: the client will come back with its
            // watermark.
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        // What waits was kept before it was offered, so the log has it; chunks of a reply that may be over are dropped.
        while (_frames.Reader.TryRead(out var frame)) Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
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
            _position = page.After;
            foreach (var frame in Frame.Of(page)) await FollowAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        while (page.More);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var sending = socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        if (sending.IsCompletedSuccessfully)
        {
            await sending.ConfigureAwait(false);
            return;
        }
        _lastSend = sending.AsTask();
        await _lastSend.WaitAsync(options.SendTimeout, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Clients have nothing to say here but signs of life and goodbye.</summary>
    private async Task ReceiveAsync(CancellationTokenSource ended)
    {
        var ignored = new byte[64];
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
                && (
                    await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None).ConfigureAwait(false)
                ).MessageType != WebSocketMessageType.Close
            ) { }
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
            // A goodbye cannot pass a frame that the client does not take.
            if (!_lastSend.IsCompleted) socket.Abort();
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket
                    .CloseOutputAsync(
                        stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null,
                        CancellationToken.None)
                    .WaitAsync(options.CloseTimeout).ConfigureAwait(false);
            await receiving.WaitAsync(options.CloseTimeout).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException)
        {
            socket.Abort();
        }
        await receiving.ConfigureAwait(false);
    }
}
