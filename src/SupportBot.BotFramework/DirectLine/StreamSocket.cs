using System.Net.WebSockets;
using System.Threading.Channels;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

// One open socket. It follows the log by number: a frame that continues at its position is sent as it is; after a gap,
// or when the queue of a slow client overflowed, it reads the log. Nothing is lost or repeated. A client that does not
// read is disconnected and reconnects with its watermark.
internal sealed class StreamSocket(
    WebSocket socket,
    string conversationId,
    long position,
    IDirectLineConversations conversations,
    AttachmentAddresses attachments,
    DirectLineOptions options,
    DirectLineMetrics metrics,
    TimeProvider clock)
{
    private const int MaxQueuedFrames = 128;

    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(
        new BoundedChannelOptions(MaxQueuedFrames) { SingleReader = true });
    private readonly TaskCompletionSource _displaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position = position;
    private int _queuedBytes;
    private volatile bool _isBehind = true;
    private Task _lastSend = Task.CompletedTask;

    public void Enqueue(Frame frame)
    {
        if (Interlocked.Add(ref _queuedBytes, frame.Bytes.Length) <= options.QueuedBytesPerSocket
            && _frames.Writer.TryWrite(frame))
            return;
        Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
        _isBehind = true;
        _frames.Writer.TryWrite(Frame.Empty); // Wakes the loop if there is room.
    }

    public void Displace() => _displaced.TrySetResult();

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
            Enqueue(Frame.Empty); // Starts the loop, which first reads the log.
            await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
                if (_isBehind) await RestartAsync(cancellationToken).ConfigureAwait(false);
                else if (frame.IsTransient) await SendAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
                else if (frame.After == _position) await AdvanceAsync(frame, cancellationToken).ConfigureAwait(false);
                else if (frame.Through > _position) await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            metrics.SocketClosed("timeout");
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone, the server is stopping, or the log cannot be read: the client reconnects.
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        // Queued entries are in the log already, and chunks of a reply are obsolete.
        while (_frames.Reader.TryRead(out var frame)) Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
        _isBehind = false;
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task AdvanceAsync(Frame frame, CancellationToken cancellationToken)
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
            foreach (var frame in Frame.Of(attachments.FillIn(conversationId, page)))
                await AdvanceAsync(frame, cancellationToken).ConfigureAwait(false);
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

    // Clients send only pongs and the close frame.
    private async Task ReceiveAsync(CancellationTokenSource ended)
    {
        var ignored = new byte[64];
        try
        {
            var isOpen = true;
            while (isOpen && socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var read = await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                isOpen = read.MessageType != WebSocketMessageType.Close;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client closed the connection without a close frame, or it was aborted.
        }
        await ended.CancelAsync().ConfigureAwait(false);
    }

    private async Task CloseAsync(Task receiving, bool stopping)
    {
        try
        {
            // A close frame cannot overtake a frame that the client does not accept.
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
