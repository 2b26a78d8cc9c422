using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Desks.Teams;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

// Teams and the other channels of Azure Bot Service.
internal sealed class TeamsChannel(
    TenantRule tenants, TeamsAudience audience, TeamsReplyFactory replyFactory, TeamsSender sender,
    Deliveries deliveries, PendingRequests requests, IOptions<TeamsDeskOptions> desk, TimeProvider clock) : IChannel
{
    // Giving an agent's message up would lose it for the customer; running it again sends it once.
    private const int MaxDeskStarts = 20;

    public bool SendsReplies(Turn turn) => !requests.IsExpected(turn);

    public bool SendsPosts => true;

    public bool Serves(string channelId) => channelId != WebChatChannel.Id;

    public bool Owns(Activity activity) => !StoredConversation.IsWebChat(activity);

    public bool Admits(Activity activity) => tenants.Admits(activity);

    public Task<IReadOnlySet<Audience>> GetAudiencesAsync(Activity activity, CancellationToken cancellationToken) =>
        audience.GetAsync(activity, cancellationToken);

    public IReplySink CreateReplySink(ITurnContext turnContext, Outbox outbox) =>
        replyFactory.Create(turnContext, outbox, SendsReplies(outbox.Turn));

    public Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken) =>
        sender.SendTransientAsync(activity, cancellationToken);

    public Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies)
    {
        // A caller that expects replies must not wait if there are none.
        requests.Answer(turn, outcome is null ? [] : replies);
        return ShowAsync(turn.ConversationId, outcome?.First ?? 0, replies, outcome is { IsNext: true });
    }

    public int MaxStarts(string conversationId) =>
        IsDeskThread(conversationId) ? MaxDeskStarts : IChannel.UsualMaxStarts;

    public string? FailureText(string conversationId) =>
        IsDeskThread(conversationId) ? TeamsDeskTexts.Failed : null;

    public Activity Ask(ButtonMessage prompt) => ActionsCard.Asking(prompt);

    public Activity FromAgent(string text, Agent agent) => Messages.Markdown($"**{agent.Name}:** {text}");

    public Task ShowAsync(string conversationId, long first, IReadOnlyList<LogEntry> posted, bool isNext) => isNext
        ? deliveries.SendAsync(new Delivery(conversationId, first, posted[0].Json, clock.GetUtcNow()))
        : Task.CompletedTask;

    // It would take from the few calls that the channel allows.
    public void ShowTyping(string conversationId, Agent agent)
    {
    }

    public Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken) =>
        deliveries.RecoverAsync(cancellationToken);

    public Task<TimeSpan?> SendPendingAsync(string conversationId) => deliveries.SendPendingAsync(conversationId);

    private bool IsDeskThread(string conversationId) =>
        desk.Value.HasThread(conversationId[(conversationId.IndexOf('/') + 1)..]);
}
