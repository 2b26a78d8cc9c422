using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.Diagnosis;

// Connects to the webhook of case events without sending one, and looks for events that did not arrive.
internal sealed class CaseWebhookCheck(
    IOptions<CaseWebhookOptions> webhook, StoredData stored, HttpClient http) : ICheck
{
    public string Name => "case webhook";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!webhook.Value.IsConfigured)
        {
            yield return DoctorFinding.Skipped(
                Name, "Handoff:Webhook:Url is not set: no other system is told of cases.");
            yield break;
        }
        yield return await ReachAsync(cancellationToken);
        if (await BacklogAsync(cancellationToken) is { IsHealthy: false } backlog)
            yield return DoctorFinding.Wrong(
                Name, $"Case events of the last seven days: {backlog.Late} late, {backlog.Failed} given up. "
                    + $"The last problem: {backlog.Problem}",
                "Fix the cause. Late ones are sent then; docs/webhooks.md tells what becomes of the others.",
                "Handoff:Webhook:Url");
    }

    private async Task<DoctorFinding> ReachAsync(CancellationToken cancellationToken) =>
        await WebhookProbe.FindProblemAsync(http, webhook.Value.Url, cancellationToken) is { } problem
            ? DoctorFinding.Wrong(
                Name, $"The webhook for case events cannot be reached: {problem}",
                "Check Handoff:Webhook:Url and the network.", "Handoff:Webhook:Url")
            : DoctorFinding.Good(Name, "The webhook for case events answers.");

    private Task<CaseWebhookBacklog?> BacklogAsync(CancellationToken cancellationToken) => stored.ReadAsync(
        opened => opened.GetRequiredService<CaseWebhookStore>().BacklogAsync(cancellationToken), cancellationToken);
}
