using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Handoff;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

// Connects to the webhook of case events without sending one, and looks for events that did not arrive.
internal sealed class CaseWebhookCheck(
    IOptions<CaseWebhookOptions> webhook, IOptions<DataOptions> data, IConfiguration configuration, HttpClient http)
    : ICheck
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

    // Any answer will do: a receiver need not know the method.
    private async Task<DoctorFinding> ReachAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, webhook.Value.Url);
            using var answer = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return DoctorFinding.Good(Name, "The webhook for case events answers.");
        }
        catch (HttpRequestException e)
        {
            return DoctorFinding.Wrong(
                Name, $"The webhook for case events cannot be reached: {e.Message}",
                "Check Handoff:Webhook:Url and the network.", "Handoff:Webhook:Url");
        }
    }

    private async Task<CaseWebhookBacklog?> BacklogAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(data.Value.Path, "supportbot.db"))) return null;
        try
        {
            await using var opened = await Composition.OpenWithoutIndexAsync(configuration, cancellationToken);
            return await opened.GetRequiredService<CaseWebhookStore>().BacklogAsync(cancellationToken);
        }
        catch (StorageException)
        {
            return null; // The check of the storage reports it.
        }
    }
}
