using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>What is wrong with a line.</summary>
internal enum LineFault
{
    None,

    /// <summary>Nobody listens.</summary>
    Refuses,

    /// <summary>Every answer takes five seconds longer.</summary>
    Delays,

    /// <summary>The connection is reset as soon as something was asked.</summary>
    Resets,

    /// <summary>The connection stays, and nothing ever comes back.</summary>
    HalfOpen,
}

/// <summary>A line to a node that a test disturbs: it passes on the bytes of each connection, or does not.</summary>
internal sealed class Line : IAsyncDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private readonly Uri _node;
    private readonly TimeProvider _time;
    private readonly int _port;
    private readonly CancellationTokenSource _ends = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private TcpListener? _listener;
    private volatile LineFault _fault;
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="node">Where it leads to.</param>
    /// <param name="time">Of delays.</param>
    public Line(Uri node, TimeProvider time)
    {
        (_node, _time) = (node, time);
        Listen(0);
        _port = ((IPEndPoint)_listener!.LocalEndpoint).Port;
    }

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>Ends when something is held back.</summary>
    public Task Held => _held.Task;

    /// <summary>Breaks or mends the line; connections of before are reset.</summary>
    public void Set(LineFault fault)
    {
        _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _fault = fault;
        if (fault == LineFault.Refuses) Hush();
        else if (_listener is null) Listen(_port);
        foreach (var socket in _open.Keys) Reset(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        Hush();
        foreach (var socket in _open.Keys) Reset(socket);
        _ends.Dispose();
    }

    private void Listen(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    private void Hush()
    {
        _listener?.Stop();
        _listener = null;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync(_ends.Token));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _open[client] = true;
        try
        {
            await server.ConnectAsync(_node.Host, _node.Port, _ends.Token);
            await Task.WhenAny(PassAsync(client, server, isAnswer: false), PassAsync(server, client, isAnswer: true));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The node is gone, or the test is over.
        }
        finally
        {
            Reset(client);
            _open.TryRemove(client, out _);
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ends.Token) is > 0 and var count)
            {
                if (_fault == LineFault.Resets) return;
                if (_fault == LineFault.HalfOpen) await HoldAsync(Timeout.InfiniteTimeSpan);
                if (_fault == LineFault.Delays && isAnswer) await HoldAsync(Delay);
                await to.SendAsync(buffer.AsMemory(0, count), _ends.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end has left.
        }
    }

    private async Task HoldAsync(TimeSpan time)
    {
        var waiting = Task.Delay(time, _time, _ends.Token);
        _held.TrySetResult();
        await waiting;
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
        socket.Dispose();
    }
}
