using System.Net;
using SupportBot.Diagnosis;
using SupportBot.Tests.Diagnosis;

namespace SupportBot.Tests.Contact;

public sealed class ContactCheckTests : IDisposable
{
    private const string Webhook = "https://hooks.example.com/support";

    private readonly Patient _patient = new();

    [Fact]
    public async Task A_mail_server_and_a_webhook_that_answer_are_good_and_get_nothing()
    {
        await using var server = new MailServer();
        Set(server.Settings);
        Set(("Contact:WebhookUrl", Webhook), ("Contact:WebhookSecret", "0123456789abcdef"));
        _patient.Network.Answer(Webhook, HttpStatusCode.MethodNotAllowed);
        var findings = (await _patient.ExamineAsync()).Where(finding => finding.Check == "contact form").ToList();
        Assert.Equal([Outcome.Good, Outcome.Good], findings.Select(finding => finding.Outcome));
        Assert.Equal($"The mail server 127.0.0.1:{server.Port} takes mail.", findings[0].What);
        Assert.Equal(0, server.Transfers);
    }

    [Fact]
    public async Task A_mail_server_or_webhook_that_does_not_answer_is_wrong()
    {
        await using (var server = new MailServer()) Set(server.Settings);
        Set(("Contact:WebhookUrl", Webhook), ("Contact:WebhookSecret", "0123456789abcdef"));
        _patient.Network.Break(Webhook, "No route to host");
        var findings = (await _patient.ExamineAsync()).Where(finding => finding.Check == "contact form").ToList();
        Assert.Equal(
            [(Outcome.Wrong, "Contact:Smtp:Server"), (Outcome.Wrong, "Contact:WebhookUrl")],
            findings.Select(finding => (finding.Outcome, finding.Setting!)));
    }

    public void Dispose() => _patient.Dispose();

    private void Set(params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings) _patient.Set(name, value);
    }
}
