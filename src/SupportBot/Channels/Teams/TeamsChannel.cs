using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>Teams, and any other channel of Azure Bot Service: what the bot says goes out by the channel's Connector.</summary>
internal sealed class TeamsChannel(TeamsReplies replies, TeamsSender sender, Deliveries deliveries, Callers callers, TimeProvider clock) : IChannel
{
    public bool IsSentTo(Turn turn) => !callers.IsExpected(turn);

    public bool Serves(string channelId) => channelId != WebChatChannel.Id;

    public IReply ReplyTo(ITurnContext turnContext) => replies.ReplyTo(turnContext, IsSentTo(turnContext.TurnState.Get<Turn>()!));

    public Task SayLiveAsync(Turn turn, Activity activity, CancellationToken cancellationToken) => sender.SayLiveAsync(activity, cancellationToken);

    public Task ShowAsync(Turn turn, TurnOutcome? ending, IReadOnlyList<LogEntry> said)
    {
        // Whoever waits for the turn's replies must not wait on where there are none.
        callers.Answer(turn, ending is null ? [] : said);
        return ending is { IsNext: true } ? deliveries.SendAsync(new Delivery(turn.ConversationId, ending.First, said[0].Json, clock.GetUtcNow())) : Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) => deliveries.RecoverAsync(cancellationToken);

    public Task<TimeSpan?> CatchUpAsync(string conversationId) => deliveries.CatchUpAsync(conversationId);
}
