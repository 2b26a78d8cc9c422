using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

internal sealed class WebChatChannel(ConversationStreams streams, TimeProvider clock) : IChannel
{
    public const string Id = "webchat";

    public bool SendsReplies(Turn turn) => false;

    public bool SendsPosts => false;

    public bool Serves(string channelId) => channelId == Id;

    public bool Owns(Activity activity) => StoredConversation.IsWebChat(activity);

    public bool Admits(Activity activity) => true;

    public Task<IReadOnlySet<Audience>> GetAudiencesAsync(Activity activity, CancellationToken cancellationToken) =>
        Task.FromResult(Audiences.Everybody);

    public IReplySink CreateReplySink(ITurnContext turnContext, Outbox outbox) => new WebChatReply(turnContext, outbox);

    public Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken)
    {
        streams.PublishTransient(turn.ConversationId, activity);
        return Task.CompletedTask;
    }

    public Activity Ask(ButtonMessage prompt)
    {
        var message = Messages.Asking(prompt);
        if (prompt.Introduces is { } agent)
            message.ChannelData = new JObject { ["introduces"] = AgentMessage.FaceOf(agent) };
        return message;
    }

    public Activity FromAgent(string text, Agent agent) => AgentMessage.Create(text, agent);

    public Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies) =>
        outcome is null
            ? Task.CompletedTask
            : ShowAsync(turn.ConversationId, outcome.First, replies, isNext: false);

    public Task ShowAsync(string conversationId, long first, IReadOnlyList<LogEntry> posted, bool isNext)
    {
        var log = posted.Select((entry, i) => new LoggedActivity(first + i, entry.Json)).ToList();
        if (log.Count > 0) streams.Publish(conversationId, new LogPage(first - 1, log[^1].Number, log));
        return Task.CompletedTask;
    }

    public void ShowTyping(string conversationId, Agent agent)
    {
        var typing = AgentMessage.Typing(agent);
        typing.Timestamp = clock.GetUtcNow();
        streams.PublishTransient(conversationId, typing);
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<TimeSpan?> SendPendingAsync(string conversationId) => Task.FromResult<TimeSpan?>(null);
}
