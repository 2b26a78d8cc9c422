using SupportBot.Core.Contact;
using SupportBot.Hosting;

namespace SupportBot.Contact;

// Sends what forms have stored, one after the other, and tries again for a day where that fails.
internal sealed partial class ContactDelivery(
    ContactStore store, SmtpSender smtp, WebhookSender webhook, ContactInvitation invitation,
    ServiceSupervisor supervisor, TimeProvider clock, ILogger<ContactDelivery> log) : BackgroundService
{
    private const string ServiceName = "Contact messages";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // As of the last attempt; null where nothing can be sent.
    public ContactBacklog? Backlog { get; private set; }

    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        // The rest waits for the next round where one cannot be sent, so that each round ends soon.
        while (await store.TakeDueAsync(cancellationToken) is { } message && await SendAsync(message))
        {
        }
        Backlog = await store.BacklogAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!invitation.IsConfigured) return;
        var unconfirmed = await supervisor.RetryAsync(ServiceName, store.RecoverAsync, stoppingToken);
        if (unconfirmed > 0) Interrupted(log, unconfirmed);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await supervisor.RetryAsync(ServiceName, async cancellationToken =>
            {
                await SendDueAsync(cancellationToken);
                return true;
            }, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A send that has begun is not cancelled: the senders have short timeouts of their own.
    private async Task<bool> SendAsync(ContactMessage message)
    {
        var result = message.Route == ContactRoute.Smtp
            ? await smtp.SendAsync(message, CancellationToken.None)
            : await webhook.SendAsync(message, CancellationToken.None);
        var (state, problem, next) = Assess(message, result);
        await store.SaveAsync(message.Id, state, problem, next, CancellationToken.None);
        if (problem is not null) NotSent(log, message.Kind, message.Content.Ticket, message.Route, state, problem);
        return state != ContactState.Waiting;
    }

    private (ContactState State, string? Problem, DateTimeOffset Next) Assess(
        ContactMessage message, ContactResult result)
    {
        var now = clock.GetUtcNow();
        var doublings = Math.Min(message.Attempts - 1, 10);
        var pause = TimeSpan.FromTicks(Math.Min(ShortestPause.Ticks << doublings, LongestPause.Ticks));
        return result switch
        {
            ContactResult.Postponed postponed when now + pause < message.CreatedAt + Lifetime =>
                (ContactState.Waiting, postponed.Problem, now + pause),
            ContactResult.Postponed late => (ContactState.Failed, late.Problem, now),
            ContactResult.Refused refused => (ContactState.Failed, refused.Problem, now),
            ContactResult.Unconfirmed unconfirmed => (ContactState.Unconfirmed, unconfirmed.Problem, now),
            _ => (ContactState.Sent, null, now),
        };
    }

    [LoggerMessage(LogLevel.Error, "{Kind} {Ticket} by {Route} is {State}: {Problem}")]
    private static partial void NotSent(
        ILogger log, ContactKind kind, string ticket, ContactRoute route, ContactState state, string problem);

    [LoggerMessage(LogLevel.Error, "{Count} mails may have been sent when the host ended; they are not repeated")]
    private static partial void Interrupted(ILogger log, int count);
}
