using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Brands;
using SupportBot.Contact;
using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// What agents and the clock do to cases, with what the customer is told about it. Every desk calls it.
internal sealed class CaseDesk(
    CaseStore cases, AgentStore agents, ConversationStore conversations, IEnumerable<IChannel> channels,
    HandoffRoute route, ContactInvitation invitation, IEnumerable<IAgentDesk> desks, Brand brand, TimeProvider clock)
{
    // Longer replies are refused before anything is done; a message in Teams holds about 40,000 characters.
    public const int LongestReply = 8000;

    public const int LongestNote = 4000;

    // The client id identifies repetitions of the same reply, for example after a lost connection.
    public async Task<CaseResult> ReplyAsync(
        string caseId, string agentId, string text, long seenThrough, string clientId,
        CancellationToken cancellationToken)
    {
        if (text.Trim().Length is 0 or > LongestReply)
            throw new ArgumentException($"A reply has 1 to {LongestReply} characters.", nameof(text));
        if (await agents.FindAsync(agentId, cancellationToken) is not { } agent)
            return new CaseResult.Refused(CaseRefusal.NotOwner, null);
        return await RunAsync(
            caseId, new CaseCommand.Reply(agentId, seenThrough),
            (channel, _) => [(channel.FromAgent(text.Trim(), agent), CasePost.AgentSender(agentId), clientId, null)],
            cancellationToken);
    }

    // Shows the customer, and other agents, that the owner is writing. Nothing is stored.
    public async Task ShowTypingAsync(string caseId, string agentId, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(caseId, cancellationToken) is not { Owner: ConversationOwner.Human } current
            || await agents.FindAsync(agentId, cancellationToken) is not { } agent)
            return;
        foreach (var desk in desks) desk.AnnounceTyping(current.ConversationId, agent.Name);
        if (current.AgentId == agentId
            && await conversations.FindAsync(current.ConversationId, cancellationToken) is { } conversation)
            ChannelOf(conversation).ShowTyping(conversation.Id, agent);
    }

    public async Task<CaseResult> ExecuteAsync(
        string caseId, CaseCommand command, CancellationToken cancellationToken)
    {
        if (command is CaseCommand.Note { Text.Length: 0 or > LongestNote })
            throw new ArgumentException($"A note has 1 to {LongestNote} characters.", nameof(command));
        if (await cases.FindAsync(caseId, cancellationToken) is not { } current)
            return new CaseResult.Refused(CaseRefusal.NotFound, null);
        var notice = await NoticeOfAsync(current, command, cancellationToken);
        return await RunAsync(
            caseId, command,
            (channel, _) => notice is null ? [] : [(channel.Ask(notice), "", null, notice.Opens)], cancellationToken);
    }

    private async Task<CaseResult> RunAsync(
        string caseId, CaseCommand command,
        Func<IChannel, SupportCase,
            IReadOnlyList<(Activity Message, string Sender, string? ClientId, ContactForm? Form)>> write,
        CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(caseId, cancellationToken) is not { } current
            || await conversations.FindAsync(current.ConversationId, cancellationToken) is not { } conversation
            || await conversations.LastReceivedAsync(current.ConversationId, cancellationToken) is not { } received)
            return new CaseResult.Refused(CaseRefusal.NotFound, null);
        var channel = ChannelOf(conversation);
        var reference = ActivityJson.Read(received.Span).GetConversationReference();
        var posts = write(channel, current).Select(post => new CasePost(
            (number, _) => Entry(post.Message, reference, conversation.Id, number), post.Sender, post.ClientId,
            post.Form));
        var result = await cases.ExecuteAsync(caseId, command, [.. posts], channel.SendsPosts, cancellationToken);
        if (result is not CaseResult.Done done) return result;
        Failpoint.Reach(Failpoint.CaseChanged);
        await channel.ShowAsync(conversation.Id, done.First, done.Added, done.IsNext);
        foreach (var desk in desks) desk.Announce(conversation.Id);
        return done;
    }

    private IChannel ChannelOf(Conversation conversation) =>
        channels.First(channel => channel.Serves(conversation.Channel));

    private LogEntry Entry(Activity message, ConversationReference reference, string conversationId, long number)
    {
        var (id, name) = (message.From?.Id, message.From?.Name);
        message.ApplyConversationReference(reference);
        message.ReplyToId = null;
        if (id is not null) message.From = new ChannelAccount(id, name);
        message.From!.Role = RoleTypes.Bot;
        (message.Id, message.Timestamp) = (DirectLineActivities.Id(conversationId, number), clock.GetUtcNow());
        return new LogEntry(message.Id, ActivityJson.Write(message));
    }

    // What the customer is told; null for nothing.
    private async Task<ButtonMessage?> NoticeOfAsync(
        SupportCase current, CaseCommand command, CancellationToken cancellationToken)
    {
        var texts = brand.In(current.Language);
        switch (command)
        {
            case CaseCommand.Claim claim:
                return await NamingAsync(texts.Handoff.Joined, claim.AgentId, cancellationToken);
            case CaseCommand.TakeOver take:
                return await NamingAsync(texts.Handoff.Transferred, take.AgentId, cancellationToken);
            case CaseCommand.Transfer { ToAgentId: { } to }:
                return await NamingAsync(texts.Handoff.Transferred, to, cancellationToken);
            case CaseCommand.Transfer or CaseCommand.Release:
                var released = await NamingAsync(texts.Handoff.Released, current.AgentId, cancellationToken);
                var place = await route.PlaceTextAsync(
                    current.OpenedAt, current.Language, current.Skill, cancellationToken);
                return HandoffPrompts.Leaving(texts.Handoff, released.Text, place, current.Id);
            case CaseCommand.Resolve:
                var ended = await NamingAsync(texts.Handoff.Ended, current.AgentId, cancellationToken);
                return HandoffPrompts.Rating(
                    texts.Handoff, texts.Contact, ended.Text, current.Id, invitation.SendsMail);
            case CaseCommand.TimeOut when current.State == CaseState.Waiting:
                return await invitation.TimedOutAsync(current, cancellationToken);
            default:
                return null;
        }
    }

    private async Task<ButtonMessage> NamingAsync(string text, string? agentId, CancellationToken cancellationToken)
    {
        var agent = agentId is null ? null : await agents.FindAsync(agentId, cancellationToken);
        return new ButtonMessage(text.Replace("{agent}", agent?.Name ?? brand.Look.Name, StringComparison.Ordinal));
    }
}
