using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Contact;
using SupportBot.Core.Contact;

namespace SupportBot.Diagnosis;

// Connects to the mail server and the webhook without sending anything, and looks for messages that were not sent. The
// sender comes from the service provider, since it cannot be made if the brand is wrong.
internal sealed class ContactCheck(
    IOptions<ContactOptions> contact, IOptions<SmtpOptions> smtp, StoredData stored, IServiceProvider services,
    HttpClient http) : ICheck
{
    public string Name => "contact form";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (smtp.Value.IsConfigured) yield return await MailAsync(cancellationToken);
        if (contact.Value.HasWebhook) yield return await WebhookAsync(cancellationToken);
        if (!smtp.Value.IsConfigured && !contact.Value.HasWebhook)
            yield return DoctorFinding.Skipped(
                Name, "Neither Contact:Smtp:Server nor Contact:WebhookUrl is set: customers get no message form.");
        else if (await BacklogAsync(cancellationToken) is { IsHealthy: false } backlog)
            yield return DoctorFinding.Wrong(
                Name, $"Messages of customers in the last seven days: {backlog.Late} late, {backlog.Failed} not sent, "
                    + $"{backlog.Unconfirmed} perhaps sent. The last problem: {backlog.Problem}",
                "Fix the cause. Late ones are sent then; docs/contact-form.md tells where the others are.");
    }

    private async Task<DoctorFinding> MailAsync(CancellationToken cancellationToken)
    {
        var server = $"{smtp.Value.Server}:{smtp.Value.Port}";
        return await services.GetRequiredService<SmtpSender>().ProbeAsync(cancellationToken) is { } problem
            ? DoctorFinding.Wrong(
                Name, $"The mail server {server} cannot be used: {problem}",
                "Check Contact:Smtp:Server, Port, Security, User and Password.", "Contact:Smtp:Server")
            : DoctorFinding.Good(Name, $"The mail server {server} takes mail.");
    }

    private async Task<DoctorFinding> WebhookAsync(CancellationToken cancellationToken) =>
        await WebhookProbe.FindProblemAsync(http, contact.Value.WebhookUrl, cancellationToken) is { } problem
            ? DoctorFinding.Wrong(
                Name, $"The webhook cannot be reached: {problem}", "Check Contact:WebhookUrl and the network.",
                "Contact:WebhookUrl")
            : DoctorFinding.Good(Name, "The webhook answers.");

    private Task<ContactBacklog?> BacklogAsync(CancellationToken cancellationToken) => stored.ReadAsync(
        opened => opened.GetRequiredService<ContactStore>().BacklogAsync(cancellationToken), cancellationToken);
}
