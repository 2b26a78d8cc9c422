using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Channels.Teams;

// Sends replies to channels: within a conversation one after another, each at most once. A message whose delivery is
// unconfirmed is marked and not sent again; one that the channel cannot accept now waits for at most an hour.
internal sealed class Deliveries(
    DeliveryStore store,
    TeamsSender sender,
    ServiceSupervisor supervisor,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Deliveries> log)
{
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, TimeSpan> _waiting = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken)
    {
        var (uncertain, waiting) = await store.RecoverAsync(cancellationToken);
        Failpoint.Reach(Failpoint.DeliveriesRecovered);
        if (uncertain > 0)
            log.LogError(
                "{Count} messages were being sent when the host ended. Their delivery is unconfirmed; they are not "
                    + "sent again",
                uncertain);
        foreach (var conversation in waiting) _waiting[conversation] = TimeSpan.Zero;
        return waiting;
    }

    // A pause is returned once; the next call sends.
    public async Task<TimeSpan?> SendPendingAsync(string conversationId)
    {
        if (!_waiting.TryGetValue(conversationId, out var pause)) return null;
        if (pause > TimeSpan.Zero)
        {
            _waiting[conversationId] = TimeSpan.Zero;
            return pause;
        }
        var next = await store.BeginAsync(conversationId, CancellationToken.None);
        _waiting.TryRemove(conversationId, out _);
        await SendAsync(next);
        return null;
    }

    public async Task SendAsync(Delivery? next)
    {
        while (next is { } delivery)
        {
            var end = await TrySendAsync(delivery);
            Failpoint.Reach(Failpoint.DeliverySent);
            // Nothing else is sent there until the end is stored. If the host stops first, the next one marks the
            // message as uncertain.
            next = await supervisor.RetryAsync(
                "Deliveries", _ => store.EndAsync(delivery, end), lifetime.ApplicationStopping);
            Failpoint.Reach(Failpoint.DeliveryKept);
            Report(delivery, end);
        }
    }

    private async Task<DeliveryEnd> TrySendAsync(Delivery delivery)
    {
        try
        {
            var activity = ActivityJson.Read(delivery.Json.Span);
            Failpoint.Reach(Failpoint.DeliveryBegun);
            return ToDeliveryEnd(delivery, await sender.SendAsync(activity, CancellationToken.None));
        }
        // Boundary of a delivery: later messages must be sent, and this one is unconfirmed.
        catch (Exception e)
        {
            log.LogError(
                "Message {Number} of {Conversation} could not be sent: {Kind}\n{Where}", delivery.Number,
                delivery.ConversationId, e.GetType().Name, e.StackTrace);
            return new DeliveryEnd.Uncertain(e.GetType().Name);
        }
    }

    private DeliveryEnd ToDeliveryEnd(Delivery delivery, ConnectorResult<ResourceResponse> result) => result switch
    {
        _ when StreamRefusals.Read(result) == StreamRefusal.Cancelled => new DeliveryEnd.Stopped(),
        ConnectorResult<ResourceResponse>.Succeeded sent => new DeliveryEnd.Sent(sent.Value.Id),
        ConnectorResult<ResourceResponse>.Uncertain uncertain => new DeliveryEnd.Uncertain(uncertain.Reason),
        ConnectorResult<ResourceResponse>.Failed failed when CanWait(delivery, failed) => Postpone(delivery, failed),
        ConnectorResult<ResourceResponse>.Failed failed => new DeliveryEnd.Failed($"{failed.Code}: {failed.Message}"),
        _ => throw new InvalidOperationException("Unexpected connector result."),
    };

    private bool CanWait(Delivery delivery, ConnectorResult<ResourceResponse>.Failed failed) =>
        failed is { Status: 401 or 412 or 429 } or { Code: "Unreachable" }
        && clock.GetUtcNow() - delivery.CreatedAt < MaxAge;

    private DeliveryEnd.Postponed Postpone(Delivery delivery, ConnectorResult<ResourceResponse>.Failed failed)
    {
        var age = clock.GetUtcNow() - delivery.CreatedAt;
        _waiting[delivery.ConversationId] = age < MinPause ? MinPause : age > MaxPause ? MaxPause : age;
        return new DeliveryEnd.Postponed($"{failed.Code}: {failed.Message}");
    }

    private void Report(Delivery delivery, DeliveryEnd end)
    {
        var (conversation, number) = (delivery.ConversationId, delivery.Number);
        switch (end)
        {
            case DeliveryEnd.Uncertain uncertain:
                log.LogError(
                    "Delivery of message {Number} of {Conversation} is unconfirmed; it is not sent again: {Problem}",
                    number, conversation, uncertain.Problem);
                break;
            case DeliveryEnd.Failed failed:
                log.LogError(
                    "The channel rejected message {Number} of {Conversation}: {Problem}", number, conversation,
                    failed.Problem);
                break;
            case DeliveryEnd.Postponed postponed:
                log.LogWarning(
                    "The channel cannot accept message {Number} of {Conversation} now: {Problem}", number, conversation,
                    postponed.Problem);
                break;
        }
    }
}
