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
    HandoffRoute route, ContactInvitation invitation, AgentDesks desks, Brand brand, TimeProvider clock)
{
    // Longer replies are refused before anything is done; a message in Teams holds about 40,000 characters.
    public const int LongestReply = 8000;

    public const int LongestNote = 4000;

    // The client id identifies repetitions of the same reply, for example after a lost connection.
    public Task<CaseResult> ReplyAsync(
        string caseId, string agentId, string text, long seenThrough, string clientId,
        CancellationToken cancellationToken) =>
        text.Trim().Length is 0 or > LongestReply
            ? throw new ArgumentException($"A reply has 1 to {LongestReply} characters.", nameof(text))
            : SayAsync(
                caseId, new CaseCommand.Reply(agentId, seenThrough), clientId,
                (channel, agent) => channel.FromAgent(text.Trim(), agent), cancellationToken);

    public Task<CaseResult> SendFileAsync(
        string caseId, string agentId, Attachment file, string clientId, CancellationToken cancellationToken) =>
        SayAsync(caseId, new CaseCommand.Reply(agentId, long.MaxValue), clientId, (channel, agent) =>
        {
            var message = channel.FromAgent("", agent);
            message.Attachments = [file];
            return message;
        }, cancellationToken);

    // Shows the customer, and other agents, that the owner is writing. Nothing is stored.
    public async Task ShowTypingAsync(string caseId, string agentId, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(caseId, cancellationToken) is not { Owner: ConversationOwner.Human } current
            || await agents.FindAsync(agentId, cancellationToken) is not { } agent)
            return;
        desks.AnnounceTyping(current.ConversationId, agent.Name);
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
        if (command is CaseCommand.Transfer { ToAgentId: { } colleague }
            && await agents.FindAsync(colleague, cancellationToken) is not { Status: not AgentStatus.Offline })
            return new CaseResult.Refused(CaseRefusal.Absent, current);
        if (TakerOf(command) is { } taker && current.Allows(command, clock.GetUtcNow()))
            await StartWorkAsync(taker, cancellationToken);
        var notice = await NoticeOfAsync(current, command, cancellationToken);
        return await RunAsync(
            current, command, notice is null ? null : channel => new Outgoing(channel.Ask(notice), Form: notice.Opens),
            cancellationToken);
    }

    private static string? TakerOf(CaseCommand command) => command switch
    {
        CaseCommand.Claim claim => claim.AgentId,
        CaseCommand.TakeOver take => take.AgentId,
        _ => null,
    };

    // The cases of agents who are offline go back to the queue, so whoever takes one is at work.
    private async Task StartWorkAsync(string agentId, CancellationToken cancellationToken)
    {
        if (await agents.FindAsync(agentId, cancellationToken) is { Status: AgentStatus.Offline })
            await agents.SetStatusAsync(agentId, AgentStatus.Online, cancellationToken);
    }

    private async Task<CaseResult> SayAsync(
        string caseId, CaseCommand.Reply command, string clientId, Func<IChannel, Agent, Activity> write,
        CancellationToken cancellationToken)
    {
        if (await agents.FindAsync(command.AgentId, cancellationToken) is not { } agent)
            return new CaseResult.Refused(CaseRefusal.NotOwner, null);
        if (await cases.FindAsync(caseId, cancellationToken) is not { } current)
            return new CaseResult.Refused(CaseRefusal.NotFound, null);
        return await RunAsync(
            current, command,
            channel => new Outgoing(write(channel, agent), CasePost.AgentSender(agent.Id), clientId),
            cancellationToken);
    }

    private async Task<CaseResult> RunAsync(
        SupportCase current, CaseCommand command, Func<IChannel, Outgoing>? write, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(current.ConversationId, cancellationToken) is not { } conversation
            || await conversations.LastReceivedAsync(current.ConversationId, cancellationToken) is not { } received)
            return new CaseResult.Refused(CaseRefusal.NotFound, null);
        var channel = ChannelOf(conversation);
        var result = await cases.ExecuteAsync(
            current.Id, command, write is null ? null : Post(write(channel), received, conversation.Id),
            channel.SendsPosts, cancellationToken);
        if (result is not CaseResult.Done done) return result;
        Failpoint.Reach(Failpoint.CaseChanged);
        if (done.Posted is { } posted)
            await channel.ShowAsync(conversation.Id, posted.Number, [posted.Entry], posted.IsNext);
        desks.Announce(conversation.Id);
        return done;
    }

    private CasePost Post(Outgoing outgoing, ReadOnlyMemory<byte> received, string conversationId)
    {
        var reference = ActivityJson.Read(received.Span).GetConversationReference();
        return new CasePost(
            number => Entry(outgoing.Message, reference, conversationId, number), outgoing.Sender, outgoing.ClientId,
            outgoing.Form);
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
        return new ButtonMessage(text.Replace("{agent}", agent?.Name ?? brand.Look.Name, StringComparison.Ordinal))
        {
            Introduces = agent,
        };
    }

    private sealed record Outgoing(
        Activity Message, string Sender = "", string? ClientId = null, ContactForm? Form = null);
}
