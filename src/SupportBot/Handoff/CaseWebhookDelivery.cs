using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;
using SupportBot.Hosting;
using SupportBot.Webhooks;

namespace SupportBot.Handoff;

// Sends the stored case events, in order within each case. An attempt whose outcome is unknown is repeated: the
// receiver recognizes it by the id.
internal sealed partial class CaseWebhookDelivery(
    CaseWebhookStore store, CaseFeed feed, SignedPost post, ServiceSupervisor supervisor,
    IOptions<CaseWebhookOptions> options, TimeProvider clock, ILogger<CaseWebhookDelivery> log) : BackgroundService
{
    public const string SignatureHeader = "SupportBot-Signature";

    private const string ServiceName = "Case webhook";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // As of the last attempt; null without a webhook.
    public CaseWebhookBacklog? Backlog { get; private set; }

    // Before the services that change cases start.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.UseAsync(options.Value.IsConfigured, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        // The rest waits for the next round where one cannot be sent, so that each round ends soon.
        while (!cancellationToken.IsCancellationRequested
            && await store.TakeDueAsync(cancellationToken) is { } due && await SendAsync(due))
        {
        }
        Backlog = await store.BacklogAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured) return;
        var changes = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = feed.Subscribe(_ => changes.Writer.TryWrite(true), (_, _) => { });
        while (!stoppingToken.IsCancellationRequested)
        {
            await supervisor.RetryAsync(ServiceName, async cancellationToken =>
            {
                await SendDueAsync(cancellationToken);
                return true;
            }, stoppingToken);
            await WaitAsync(changes.Reader, stoppingToken);
        }
    }

    private async Task WaitAsync(ChannelReader<bool> changes, CancellationToken stopping)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(Interval, clock, ends.Token), changes.WaitToReadAsync(ends.Token).AsTask());
        await ends.CancelAsync();
        changes.TryRead(out _);
    }

    // An attempt that has begun is not cancelled: it has a short timeout of its own.
    private async Task<bool> SendAsync(CaseWebhookEvent due)
    {
        var settings = options.Value;
        var content = new SignedContent(
            settings.Url, settings.Secret, SignatureHeader, due.Id, Encoding.UTF8.GetBytes(due.Content));
        if (await post.SendAsync(content, CancellationToken.None) is not { } problem)
        {
            await store.SaveSentAsync(due.Id, CancellationToken.None);
            return true;
        }
        var isGivenUp = due.Attempts >= settings.MaxAttempts;
        await store.SaveNotSentAsync(
            due.Id, problem, isGivenUp ? null : clock.GetUtcNow() + Pause(due.Attempts), CancellationToken.None);
        if (isGivenUp) GivenUp(log, due.Sequence, due.CaseId, due.Attempts, problem);
        else Late(log, due.Sequence, due.CaseId, due.Attempts, problem);
        return false;
    }

    private static TimeSpan Pause(long attempts) => TimeSpan.FromTicks(
        Math.Min(ShortestPause.Ticks << (int)Math.Min(attempts - 1, 12), LongestPause.Ticks));

    [LoggerMessage(LogLevel.Warning,
        "Event {Sequence} of case {CaseId} did not reach the webhook at attempt {Attempts}: {Problem}")]
    private static partial void Late(ILogger log, long sequence, string caseId, long attempts, string problem);

    [LoggerMessage(LogLevel.Error,
        "Event {Sequence} of case {CaseId} is given up after {Attempts} attempts to reach the webhook: {Problem}")]
    private static partial void GivenUp(ILogger log, long sequence, string caseId, long attempts, string problem);
}
