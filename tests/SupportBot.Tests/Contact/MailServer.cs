using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SupportBot.Tests.Contact;

/// <summary>An SMTP server on a free port that keeps what it gets, or answers as a test tells it to.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Mailbox _mailbox = new();
    private readonly Task _running;

    public MailServer(X509Certificate2? certificate = null)
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (certificate is not null) endpoint.Certificate(certificate);
        }).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(_mailbox);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>Mails that were accepted, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Received => [.. _mailbox.Received];

    /// <summary>How many mails were transferred, accepted or not.</summary>
    public int Transfers => _mailbox.Transfers;

    /// <summary>The settings of a host that sends by this server.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Contact:Smtp:Server", "127.0.0.1"), ("Contact:Smtp:Port", $"{Port}"), ("Contact:Smtp:Security", "none"),
        ("Contact:Smtp:From", "bot@example.com"), ("Contact:Smtp:To", "team@example.com"),
    ];

    /// <summary>The answers to the next mails; later ones are accepted.</summary>
    public void Answer(SmtpReplyCode code, string text) => _mailbox.Answers.Enqueue(new SmtpResponse(code, text));

    public async Task<IReadOnlyList<MimeMessage>> WaitAsync(int count)
    {
        while (Received.Count < count) await Task.Delay(10, TestContext.Current.CancellationToken);
        return Received;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Mailbox : MessageStore
    {
        private int _transfers;

        public ConcurrentQueue<MimeMessage> Received { get; } = new();

        public ConcurrentQueue<SmtpResponse> Answers { get; } = new();

        public int Transfers => _transfers;

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _transfers);
            if (Answers.TryDequeue(out var answer)) return answer;
            using var stream = new MemoryStream(buffer.ToArray());
            Received.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }
}

/// <summary>A server that closes the connection when it has got a whole mail, without an answer.</summary>
internal sealed class DroppingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _running;
    private int _mails;

    public DroppingServer()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Mails => _mails;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 localhost");
            while (await reader.ReadLineAsync() is { } command)
            {
                var isData = command.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(isData ? "354 go on" : "250 ok");
                if (!isData) continue;
                while (await reader.ReadLineAsync() is not ("." or null))
                {
                }
                Interlocked.Increment(ref _mails);
                break;
            }
        }
    }
}
