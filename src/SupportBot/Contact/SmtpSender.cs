using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using SupportBot.Core.Contact;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace SupportBot.Contact;

// Sends mail by SMTP. Without its own check of certificates, those of the system decide.
internal sealed class SmtpSender(
    ContactMail mails, IOptions<SmtpOptions> options, RemoteCertificateValidationCallback? certificates = null)
{
    private const int LongestProblem = 300;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<ContactResult> SendAsync(ContactMessage message, CancellationToken cancellationToken)
    {
        using var client = NewClient();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        if (await TryConnectAsync(client, timeout.Token) is { } problem) return new ContactResult.Postponed(problem);
        using var mail = mails.Create(message);
        var progress = new DataProgress();
        try
        {
            await client.SendAsync(mail, timeout.Token, progress);
        }
        catch (SmtpCommandException e)
        {
            return (int)e.StatusCode >= 500
                ? new ContactResult.Refused(Describe(e))
                : new ContactResult.Postponed(Describe(e));
        }
        catch (Exception e) when (IsConnectionProblem(e))
        {
            return progress.HasBegun
                ? new ContactResult.Unconfirmed(Describe(e))
                : new ContactResult.Postponed(Describe(e));
        }
        await DisconnectAsync(client, timeout.Token);
        return new ContactResult.Sent();
    }

    // Connects and signs in without sending anything; returns what went wrong.
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var client = NewClient();
        var problem = await TryConnectAsync(client, cancellationToken);
        if (problem is null) await DisconnectAsync(client, cancellationToken);
        return problem;
    }

    private SmtpClient NewClient()
    {
        // Like other connections of .NET: lists of revoked certificates are often out of reach of a server.
        var client = new SmtpClient { CheckCertificateRevocation = false };
        if (certificates is not null) client.ServerCertificateValidationCallback = certificates;
        return client;
    }

    private async Task<string?> TryConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var server = options.Value;
        var security = server.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        try
        {
            await client.ConnectAsync(server.Server, server.Port, security, cancellationToken);
            if (server.User.Length > 0)
                await client.AuthenticateAsync(server.User, server.Password, cancellationToken);
            return null;
        }
        catch (NotSupportedException)
        {
            return security == SecureSocketOptions.StartTls
                ? "The server does not offer STARTTLS, or no way to sign in."
                : "The server offers no way to sign in.";
        }
        catch (Exception e) when (e is AuthenticationException or SslHandshakeException || IsConnectionProblem(e))
        {
            return Describe(e);
        }
    }

    private static async Task DisconnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (IsConnectionProblem(e))
        {
            // The server had already confirmed what it was to confirm.
        }
    }

    private static bool IsConnectionProblem(Exception e) =>
        e is CommandException or ProtocolException or IOException or SocketException or OperationCanceledException
            or ServiceNotConnectedException;

    private static string Describe(Exception e)
    {
        var text = e switch
        {
            SmtpCommandException refused => $"The server answered {(int)refused.StatusCode}: {refused.Message}",
            AuthenticationException => $"The server refused the sign-in: {e.Message}",
            SslHandshakeException => "The connection could not be encrypted: the server's certificate is not trusted, "
                + "or it does not expect TLS on this port.",
            OperationCanceledException => "The server did not answer in time.",
            _ => $"The connection failed: {e.Message}",
        };
        return text.ReplaceLineEndings(" ").Cut(LongestProblem);
    }

    // Once the server has got any of the mail, only its answer tells whether it has accepted it.
    private sealed class DataProgress : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
