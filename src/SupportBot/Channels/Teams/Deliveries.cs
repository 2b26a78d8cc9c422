using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Sends to channels what the bot said: in a conversation one after the other, each at most once. One whose fate is
/// unknown is marked and left to people; one that a channel cannot take now waits, for an hour at most.
/// </summary>
internal sealed class Deliveries(
    DeliveryStore store,
    TeamsSender sender,
    ServiceSupervisor supervisor,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Deliveries> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>
    /// The conversations in which something waits, each with the pause that its channel is to be left.
    /// </summary>
    private readonly ConcurrentDictionary<string, TimeSpan> _waiting = new(StringComparer.Ordinal);

    /// <summary>Marks what an earlier process was sending.</summary>
    /// <returns>The conversations in which something waits.</returns>
    public async Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken)
    {
        var (uncertain, waiting) = await store.RecoverAsync(cancellationToken);
        Failpoint.Reach(Failpoint.DeliveriesRecovered);
        if (uncertain > 0)
            log.LogError(
                "{Count} messages were on their way when the host ended. Whether they arrived is unknown; they are not "
                    + "sent again",
                uncertain);
        foreach (var conversation in waiting) _waiting[conversation] = TimeSpan.Zero;
        return waiting;
    }

    /// <summary>Sends what waits in a conversation; where it was put off, says for how long, once.</summary>
    public async Task<TimeSpan?> CatchUpAsync(string conversationId)
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

    /// <summary>Sends a delivery that is on its way, and those that wait behind it.</summary>
    public async Task SendAsync(Delivery? next)
    {
        while (next is { } delivery)
        {
            var end = await TrySendAsync(delivery);
            Failpoint.Reach(Failpoint.DeliverySent);
            // Until it is kept, nothing else may be sent there. Where the host stops first, the next one marks it as
            // uncertain.
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
            return EndOf(delivery, await sender.SendAsync(activity, CancellationToken.None));
        }
        // A delivery's boundary: those behind it must go on, and whether this one arrived is unknown.
        catch (Exception e)
        {
            log.LogError(
                "Message {Number} of {Conversation} could not be sent: {Kind}\n{Where}", delivery.Number,
                delivery.ConversationId, e.GetType().Name, e.StackTrace);
            return new DeliveryEnd.Uncertain(e.GetType().Name);
        }
    }

    private DeliveryEnd EndOf(Delivery delivery, ConnectorResult<ResourceResponse> result) => result switch
    {
        _ when StreamRefusals.Read(result) == StreamRefusal.Cancelled => new DeliveryEnd.Stopped(),
        ConnectorResult<ResourceResponse>.Succeeded sent => new DeliveryEnd.Sent(sent.Value.Id),
        ConnectorResult<ResourceResponse>.Uncertain uncertain => new DeliveryEnd.Uncertain(uncertain.Reason),
            ConnectorResult<ResourceResponse>.Failed { Status: 401 or 412 or 429 }
            or ConnectorResult<ResourceResponse>.Failed { Code: "Unreachable" }
                when clock.GetUtcNow() - delivery.CreatedAt < Patience => Postpone(
                delivery,
                (ConnectorResult<ResourceResponse>.Failed)result),
        ConnectorResult<ResourceResponse>.Failed failed => new DeliveryEnd.Failed($"{failed.Code}: {failed.Message}"),
        _ => throw new InvalidOperationException("Unexpected connector result."),
    };

    /// <summary>The longer it has waited, the longer it waits.</summary>
    private DeliveryEnd.Postponed Postpone(Delivery delivery, ConnectorResult<ResourceResponse>.Failed failed)
    {
        var age = clock.GetUtcNow() - delivery.CreatedAt;
        _waiting[delivery.ConversationId] = age < FirstPause ? FirstPause : age > LongestPause ? LongestPause : age;
        return new DeliveryEnd.Postponed($"{failed.Code}: {failed.Message}");
    }

    private void Report(Delivery delivery, DeliveryEnd end)
    {
        var (conversation, number) = (delivery.ConversationId, delivery.Number);
        switch (end)
        {
            case DeliveryEnd.Uncertain uncertain:
                log.LogError(
                    "Whether message {Number} of {Conversation} arrived is unknown; it is not sent again: {Problem}",
                    number, conversation, uncertain.Problem);
                break;
            case DeliveryEnd.Failed failed:
                log.LogError(
                    "The channel did not take message {Number} of {Conversation}: {Problem}", number, conversation,
                    failed.Problem);
                break;
            case DeliveryEnd.Postponed postponed:
                log.LogWarning(
                    "Message {Number} of {Conversation} waits for its channel: {Problem}", number, conversation,
                    postponed.Problem);
                break;
        }
    }
}
