using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Desks.Teams;

// Begins the threads of cases, and shows in them what the customer writes and what agents write elsewhere. It reads
// what is new after the thread's cursors, so that none is lost with a missed call, and many at a time become one
// message.
internal sealed partial class ThreadRelay(
    CaseStore cases, CaseDirectory directory, DeskThreadStore threads, AgentStore agents,
    AttachmentAddresses addresses, ThreadMessages messages, ThreadCards cards, DeskChannel channel,
    ILogger<ThreadRelay> log)
{
    private const int MostNews = 50;

    // Returns the pause before the next attempt; null if all is shown.
    public async Task<TimeSpan?> ShowAsync(string caseId, CancellationToken cancellationToken)
    {
        if (channel.RefusedFor is { } refused) return refused;
        if (await cases.FindAsync(caseId, cancellationToken) is not { } @case) return null;
        if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null } thread)
            return @case.Owner == ConversationOwner.Bot ? null : await OpenThreadAsync(@case, cancellationToken);
        while (await NewsAsync(@case, thread, cancellationToken) is { } news)
        {
            if (news.IsKnown && thread.Unconfirmed == 0)
                await threads.SkipAsync(caseId, news.Through, news.Sequence, cancellationToken);
            else if (await RelayAsync(@case, thread, cancellationToken) is { } pause) return pause;
            if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null } next)
                return DeskChannel.ShortPause;
            thread = next;
        }
        return null;
    }

    private async Task<TimeSpan?> OpenThreadAsync(SupportCase @case, CancellationToken cancellationToken)
    {
        using var room = await messages.WaitForRoomAsync(cancellationToken);
        // The case may have ended meanwhile.
        if (await cases.FindAsync(@case.Id, cancellationToken) is not { Owner: not ConversationOwner.Bot }) return null;
        var events = await cases.EventsAsync(0, @case.Id, MostNews, cancellationToken);
        if (await cards.FindAsync(@case.Id, cancellationToken) is not { } card) return null;
        await threads.BeginRootAsync(@case, @case.Number, events is [.., var last] ? last.Sequence : 0);
        Failpoint.Reach(Failpoint.DeskSending);
        var created = await messages.CreateThreadAsync(card.Attachment());
        Failpoint.Reach(Failpoint.DeskSent);
        if (created is ConnectorResult<ConversationResourceResponse>.Succeeded { Value: { Id: { } thread } root })
        {
            channel.ClearRefusal();
            await threads.EndRootAsync(
                @case.Id, thread, root.ActivityId ?? RootOf(thread), TeamsDeskCard.HashOf(card.Content()));
            return TimeSpan.Zero;
        }
        return await EndAsync(@case.Id, created switch
        {
            ConnectorResult<ConversationResourceResponse>.Failed failed =>
                new Sent.Failed(failed.Status, failed.Code, failed.Message, failed.CorrelationId),
            ConnectorResult<ConversationResourceResponse>.Uncertain uncertain =>
                new Sent.Uncertain(uncertain.Reason, uncertain.CorrelationId),
            _ => new Sent.Uncertain("Teams named no thread.", null),
        }, isReply: false);
    }

    // Events first: an event's number is that of a log entry which is then read as well.
    private async Task<ThreadNews?> NewsAsync(
        SupportCase @case, DeskThread thread, CancellationToken cancellationToken)
    {
        var events = await cases.EventsAsync(thread.Sequence, @case.Id, MostNews, cancellationToken);
        var entries = await threads.EntriesAsync(
            @case.ConversationId, thread.Shown, @case.EndedNumber ?? long.MaxValue, MostNews, cancellationToken);
        if (entries.Count == MostNews) events = [.. events.TakeWhile(each => each.Number <= entries[^1].Number)];
        if (events.Count == 0 && entries.Count == 0 && thread.Unconfirmed == 0) return null;
        var names = (await agents.LoadsAsync(cancellationToken)).ToDictionary(
            load => load.Agent.Id, load => load.Agent.Name);
        var customer = await directory.FindAsync(@case.Id, cancellationToken);
        return ThreadNews.Of(
            thread, entries, events,
            customer is null ? TeamsDeskTexts.Customer : AgentConsole.Parts.CaseWords.NameOf(customer),
            id => id is null ? null : names.GetValueOrDefault(id),
            address => addresses.FillIn(@case.ConversationId, address) is { } filled
                && filled.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? filled : null);
    }

    private async Task<TimeSpan?> RelayAsync(
        SupportCase @case, DeskThread thread, CancellationToken cancellationToken)
    {
        using var room = await messages.WaitForRoomAsync(cancellationToken);
        // Read after the wait, so that what came meanwhile goes with it.
        if (await NewsAsync(@case, thread, cancellationToken) is not { } news) return null;
        var message = await MessageAsync(@case, thread, news, cancellationToken);
        await threads.BeginRelayAsync(@case.Id, news.Through, news.Sequence);
        Failpoint.Reach(Failpoint.DeskSending);
        var sent = await messages.SendAsync(thread.ThreadId!, message);
        Failpoint.Reach(Failpoint.DeskSent);
        return await EndAsync(@case.Id, sent, isReply: true);
    }

    // The owner is mentioned, since Teams tells nobody of a reply to a card.
    private async Task<Activity> MessageAsync(
        SupportCase @case, DeskThread thread, ThreadNews news, CancellationToken cancellationToken)
    {
        var text = thread.Unconfirmed > 0 ? $"<i>{TeamsDeskTexts.Unconfirmed}</i><br>{news.Text}" : news.Text;
        var message = new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormatTypes.Xml };
        if (news.Pictures.Count > 0) message.Attachments = [.. news.Pictures];
        if (@case.Owner != ConversationOwner.Human || @case.AgentId is not { } id
            || await threads.FindMemberAsync(id, cancellationToken) is not { } member
            || await agents.FindAsync(id, cancellationToken) is not { } agent)
            return message;
        var mention = $"<at>{ThreadNews.Html(agent.Name)}</at>";
        message.Text = $"{mention} {text}";
        message.Entities =
        [
            new Mention { Mentioned = new ChannelAccount(member, agent.Name), Text = mention },
        ];
        return message;
    }

    // A thread that somebody deleted is begun anew.
    private async Task<TimeSpan?> EndAsync(string caseId, Sent result, bool isReply)
    {
        switch (result)
        {
            case Sent.Succeeded:
                channel.ClearRefusal();
                await threads.EndAsync(caseId, isSent: true);
                return null;
            case Sent.Failed { Status: 404 } gone when isReply:
                NotShown(log, caseId, gone.Code, gone.Message);
                await threads.ForgetThreadAsync(caseId);
                return TimeSpan.Zero;
            case Sent.Failed { Status: 429 or 412 or 401 or 403 or 404 or null } failed:
                await threads.EndAsync(caseId, isSent: false);
                return channel.PauseAfter(caseId, failed);
            case Sent.Failed failed:
                await threads.EndAsync(caseId, isSent: null);
                NotShown(log, caseId, failed.Code, failed.Message);
                return DeskChannel.LongPause;
            default:
                await threads.EndAsync(caseId, isSent: null);
                NotConfirmed(log, caseId, ((Sent.Uncertain)result).Reason);
                return DeskChannel.ShortPause;
        }
    }

    // The id of a thread ends with that of its first message.
    public static string RootOf(string threadId) => threadId[(threadId.LastIndexOf('=') + 1)..];

    [LoggerMessage(LogLevel.Error,
        "Delivery of a message to the thread of case {CaseId} is unconfirmed; it is not sent again: {Problem}")]
    private static partial void NotConfirmed(ILogger log, string caseId, string problem);

    [LoggerMessage(LogLevel.Error, "Teams did not take a message to the thread of case {CaseId}: {Code}: {Problem}")]
    private static partial void NotShown(ILogger log, string caseId, string code, string problem);
}
