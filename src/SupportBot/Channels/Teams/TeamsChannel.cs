using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Teams, and any other channel of Azure Bot Service: what the bot says goes out by the channel's Connector.
/// </summary>
internal sealed class TeamsChannel(
    TenantRule tenants, TeamsAudience audience, TeamsReplies replySinks, TeamsSender sender, Deliveries deliveries,
    PendingRequests requests, TimeProvider clock) : IChannel
{
    public bool IsSentTo(Turn turn) => !requests.IsExpected(turn);

    public bool Serves(string channelId) => channelId != WebChatChannel.Id;

    public bool Admits(Activity activity) => tenants.Admits(activity);

    public Task<IReadOnlySet<Audience>> AudiencesOfAsync(Activity activity, CancellationToken cancellationToken) =>
        audience.OfAsync(activity, cancellationToken);

    public IReplySink ReplyTo(ITurnContext turnContext, Outbox outbox) =>
        replySinks.ReplyTo(turnContext, outbox, IsSentTo(outbox.Turn));

    public Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken) =>
        sender.SayLiveAsync(activity, cancellationToken);

    public Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
    {
        // Whoever waits for the turn's replies must not wait on where there are none.
        requests.Answer(turn, outcome is null ? [] : replies);
        return outcome is { IsNext: true }
            ? deliveries.SendAsync(new Delivery(turn.ConversationId, outcome.First, replies[0].Json, clock.GetUtcNow()))
            : Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) =>
        deliveries.RecoverAsync(cancellationToken);

    public Task<TimeSpan?> CatchUpAsync(string conversationId) => deliveries.CatchUpAsync(conversationId);
}
