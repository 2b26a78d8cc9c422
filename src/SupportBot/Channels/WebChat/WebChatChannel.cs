using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>The web chat: clients read the log, and open sockets are told what is new in it.</summary>
internal sealed class WebChatChannel(ConversationStreams streams) : IChannel
{
    /// <summary>As stored with its conversations.</summary>
    public const string Id = "webchat";

    public bool IsSentTo(Turn turn) => false;

    public bool Serves(string channelId) => channelId == Id;

    public bool Admits(Activity activity) => true;

    public Task<IReadOnlySet<Audience>> AudiencesOfAsync(Activity activity, CancellationToken cancellationToken) =>
        Task.FromResult(Audiences.Everybody);

    public IReplySink ReplyTo(ITurnContext turnContext, Outbox outbox) => new WebChatReply(turnContext, outbox);

    public Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken)
    {
        streams.PublishTransient(turn.ConversationId, activity);
        return Task.CompletedTask;
    }

    public Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
    {
        if (outcome is null) return Task.CompletedTask;
        var log = replies.Select((entry, i) => new LoggedActivity(outcome.First + i, entry.Json)).ToList();
        if (log.Count > 0) streams.Publish(turn.ConversationId, new LogPage(outcome.First - 1, log[^1].Number, log));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<TimeSpan?> CatchUpAsync(string conversationId) => Task.FromResult<TimeSpan?>(null);
}
