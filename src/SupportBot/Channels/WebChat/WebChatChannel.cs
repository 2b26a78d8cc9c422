using SupportBot.BotFramework;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>The web chat: clients read the log, and open sockets are told what is new in it.</summary>
internal sealed class WebChatChannel(ConversationStreams streams) : IChannel
{
    /// <summary>As stored with its conversations.</summary>
    public const string Id = "webchat";

    public bool IsSentTo(Turn turn) => false;

    public bool Serves(string channelId) => channelId == Id;

    public IReply ReplyTo(ITurnContext turnContext) => new WebChatReply(turnContext);

    public Task SayLiveAsync(Turn turn, Activity activity, CancellationToken cancellationToken)
    {
        streams.PublishLive(turn.ConversationId, activity);
        return Task.CompletedTask;
    }

    public Task ShowAsync(Turn turn, TurnOutcome? ending, IReadOnlyList<LogEntry> said)
    {
        if (ending is null) return Task.CompletedTask;
        var log = said.Select((entry, i) => new LoggedActivity(ending.First + i, entry.Json)).ToList();
        if (log.Count > 0) streams.Publish(turn.ConversationId, new LogPage(ending.First - 1, log[^1].Number, log));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<TimeSpan?> CatchUpAsync(string conversationId) => Task.FromResult<TimeSpan?>(null);
}
