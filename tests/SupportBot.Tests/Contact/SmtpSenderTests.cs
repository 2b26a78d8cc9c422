using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using SmtpServer.Protocol;
using SupportBot.Brands;
using SupportBot.Contact;
using SupportBot.Core.Contact;
using SupportBot.Settings;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Contact;

public sealed class SmtpSenderTests
{
    [Fact]
    public async Task A_mail_names_the_customer_to_reply_to_and_carries_the_transcript()
    {
        await using var server = new MailServer();
        Assert.IsType<ContactResult.Sent>(await Sender(server.Port).SendAsync(Message("Müller"), Cancel));
        var mail = Assert.Single(server.Received);
        Assert.Equal("[260301-K7QM4R] My kettle leaks.", mail.Subject);
        Assert.Equal("bot@example.com", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal("team@example.com", Assert.Single(mail.To.Mailboxes).Address);
        var customer = Assert.Single(mail.ReplyTo.Mailboxes);
        Assert.Equal(("Müller", "jo@example.com"), (customer.Name, customer.Address));
        Assert.Equal("0123@example.com", mail.MessageId);
        Assert.Contains("My kettle leaks.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://bot.example.com/console/cases/1", mail.TextBody, StringComparison.Ordinal);
        var transcript = Assert.IsType<MimeKit.TextPart>(Assert.Single(mail.Attachments));
        Assert.Equal(
            ("transcript-260301-K7QM4R.txt", "text/plain", "You: hällo"),
            (transcript.FileName, transcript.ContentType.MimeType, transcript.Text));
    }

    [Theory]
    [InlineData("Jo\r\nBcc: evil@example.com")]
    [InlineData("Jo\nBcc: evil@example.com\n\nbody")]
    [InlineData("Jo\u2028Bcc: evil@example.com")]
    [InlineData("\"Jo\" <evil@example.com>, evil@example.com")]
    public async Task What_a_customer_writes_adds_no_header_and_no_address(string text)
    {
        await using var server = new MailServer();
        Assert.IsType<ContactResult.Sent>(
            await Sender(server.Port).SendAsync(Message(text, text), Cancel));
        var mail = Assert.Single(server.Received);
        Assert.Empty(mail.Bcc);
        Assert.Equal("jo@example.com", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Equal("team@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Single(mail.Headers, header => header.Id == MimeKit.HeaderId.Subject);
    }

    [Fact]
    public async Task A_refusal_for_now_is_postponed_and_one_for_good_is_final()
    {
        await using var server = new MailServer();
        server.Answer(SmtpReplyCode.Aborted, "try again later");
        server.Answer(SmtpReplyCode.TransactionFailed, "no");
        var sender = Sender(server.Port);
        Assert.StartsWith(
            "The server answered 451",
            Assert.IsType<ContactResult.Postponed>(await sender.SendAsync(Message(), Cancel)).Problem,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The server answered 554",
            Assert.IsType<ContactResult.Refused>(await sender.SendAsync(Message(), Cancel)).Problem,
            StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_connection_that_ends_after_the_mail_leaves_it_unconfirmed()
    {
        await using var server = new DroppingServer();
        Assert.IsType<ContactResult.Unconfirmed>(await Sender(server.Port).SendAsync(Message(), Cancel));
        Assert.Equal(1, server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again() =>
        Assert.IsType<ContactResult.Postponed>(
            await Sender(MailServer.FreePort()).SendAsync(Message(), Cancel));

    [Fact]
    public async Task Nothing_is_sent_unencrypted_to_a_server_without_STARTTLS()
    {
        await using var server = new MailServer();
        var result = await Sender(server.Port, "starttls").SendAsync(Message(), Cancel);
        Assert.Contains(
            "STARTTLS", Assert.IsType<ContactResult.Postponed>(result).Problem, StringComparison.Ordinal);
        Assert.Equal(0, server.Transfers);
    }

    [Fact]
    public async Task Mail_is_encrypted_and_only_for_a_trusted_certificate()
    {
        using var certificate = NewCertificate();
        await using var server = new MailServer(certificate);
        var result = await Sender(server.Port, "starttls").SendAsync(Message(), Cancel);
        Assert.Contains(
            "certificate", Assert.IsType<ContactResult.Postponed>(result).Problem, StringComparison.Ordinal);
        Assert.Equal(0, server.Transfers);

        var trusting = Sender(
            server.Port, "starttls", (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString());
        Assert.IsType<ContactResult.Sent>(await trusting.SendAsync(Message(), Cancel));
        Assert.Single(server.Received);
        Assert.Null(await trusting.ProbeAsync(Cancel));
    }

    private static SmtpSender Sender(
        int port, string security = "none", RemoteCertificateValidationCallback? certificates = null)
    {
        var options = Options.Create(new SmtpOptions
        {
            Server = "127.0.0.1", Port = port, Security = security, From = "bot@example.com", To = "team@example.com",
        });
        return new SmtpSender(new ContactMail(BrandFiles.Read(new BrandOptions()), options), options, certificates);
    }

    private static ContactMessage Message(string name = "", string text = "My kettle leaks.") => new(
        "0123", ContactRoute.Smtp, ContactKind.Message,
        new ContactContent(
            "260301-K7QM4R", name, "jo@example.com", text, "You: hällo", "en", "c1",
            "https://bot.example.com/console/cases/1", ChatHost.Noon),
        1, ChatHost.Noon);

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
