using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Thread;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Handoff;
using SupportBot.Hosting;
using SupportBot.Settings;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Desks.Teams;

// Agents in a channel of Teams. Each case has a thread: its card, what the customer writes, and what agents write
// elsewhere. A change is shown by reading what is new after the thread's cursors, so that none is lost with a missed
// call, and many at a time become one message.
internal sealed partial class TeamsDesk(
    CaseStore cases, CaseDirectory directory, DeskThreadStore threads, AgentStore agents,
    ConversationStore conversations, AttachmentAddresses addresses, ThreadMessages messages,
    ServiceSupervisor supervisor,
    IOptions<TeamsDeskOptions> desk, IOptions<HandoffOptions> handoff, IOptions<ServerOptions> server,
    BotFrameworkOptions bot, TimeProvider clock, ILogger<TeamsDesk> log) : BackgroundService, IAgentDesk
{
    private const string ServiceName = "Teams desk";
    private const int MostAtOnce = 8;
    private const int MostNews = 50;
    private const int SummaryLength = 50;
    private const int SummaryBytes = 500_000;

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    // Conversations with news, and cases whose card may have changed.
    private readonly WakeQueue _queue = new(clock);
    private readonly WakeQueue _cards = new(clock);

    // Until when Teams is not asked, because it refuses the channel, in milliseconds; 0 while it takes messages.
    private long _refusedUntil;

    private bool IsUsed => desk.Value.IsConfigured && bot.IsEnabled && handoff.Value.Mode == "desk";

    // Whoever reads the channel can claim, so it is staffed unless Teams refuses it. After a pause it counts as staffed
    // again: without a new case nothing would find out that the bot is back.
    public Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken) =>
        Task.FromResult(IsUsed && RefusedFor is null);

    public void Announce(string conversationId)
    {
        if (IsUsed) _queue.Wake(conversationId);
    }

    // A channel has no sign for it.
    public void AnnounceTyping(string conversationId, string? agent)
    {
    }

    // The card of a case as it is now; null if the case is gone.
    public async Task<TeamsDeskCard?> CardAsync(string caseId, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(caseId, cancellationToken) is not { } listed) return null;
        var owner = listed.Case.AgentId is { } id ? await agents.FindAsync(id, cancellationToken) : null;
        var slice = await conversations.ReadAsync(
            listed.Case.ConversationId, Math.Max(0, listed.Case.Number - SummaryLength), SummaryLength, SummaryBytes,
            cancellationToken);
        var before = (slice?.Visible ?? []).Where(entry => entry.Number <= listed.Case.Number)
            .Select(ThreadReader.Read).OfType<ThreadItem>();
        var url = server.Value.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? $"{server.Value.PublicAddress}/console/cases/{caseId}"
            : "";
        var thread = await threads.FindAsync(caseId, cancellationToken);
        return new TeamsDeskCard(listed, CaseSummary.Of(before), owner?.Name, url, thread is { Doubtful: > 0 });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsUsed) return;
        var unconfirmed = await supervisor.RetryAsync(ServiceName, threads.RecoverAsync, stoppingToken);
        if (unconfirmed > 0) Interrupted(log, unconfirmed);
        foreach (var conversation in await supervisor.RetryAsync(
            ServiceName, threads.ConversationsAsync, stoppingToken)) _queue.Wake(conversation);
        await Task.WhenAll(
            _queue.RunAsync(
                MostAtOnce, conversation => ShowAsync(_queue, conversation, ShowNewsAsync, stoppingToken),
                stoppingToken),
            // One after another, since cards have what messages leave of the channel's limits.
            _cards.RunAsync(
                1, caseId => ShowAsync(_cards, caseId, UpdateCardAsync, stoppingToken), stoppingToken),
            ReportOwnersAsync(stoppingToken));
    }

    private async Task ShowAsync(
        WakeQueue queue, string key, Func<string, CancellationToken, Task<TimeSpan?>> show, CancellationToken stopping)
    {
        try
        {
            var wait = await supervisor.RetryAsync(
                ServiceName, cancellationToken => show(key, cancellationToken), stopping);
            if (wait is { } pause) queue.WakeLater(key, pause, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start of the host goes on.
        }
    }

    // Returns the pause before the next attempt; null if all is shown.
    private async Task<TimeSpan?> ShowNewsAsync(string conversationId, CancellationToken cancellationToken)
    {
        TimeSpan? wait = null;
        foreach (var caseId in await threads.CasesAsync(conversationId, cancellationToken))
            wait = await ShowCaseAsync(caseId, cancellationToken) is { } pause && !(pause > wait) ? pause : wait;
        return wait;
    }

    private async Task<TimeSpan?> ShowCaseAsync(string caseId, CancellationToken cancellationToken)
    {
        if (RefusedFor is { } refused) return refused;
        if (await cases.FindAsync(caseId, cancellationToken) is not { } @case) return null;
        if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null } thread)
            return @case.Owner == ConversationOwner.Bot ? null : await OpenThreadAsync(@case, cancellationToken);
        while (await NewsAsync(@case, thread, cancellationToken) is { } news)
        {
            if (news.IsKnown && thread.Unconfirmed == 0)
                await threads.SkipAsync(caseId, news.Through, news.Sequence, cancellationToken);
            else if (await RelayAsync(@case, thread, cancellationToken) is { } pause) return pause;
            if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null } next)
                return ShortPause;
            thread = next;
        }
        _cards.Wake(caseId);
        return null;
    }

    private async Task<TimeSpan?> OpenThreadAsync(SupportCase @case, CancellationToken cancellationToken)
    {
        using var room = await messages.WaitForRoomAsync(cancellationToken);
        // The case may have ended meanwhile.
        if (await cases.FindAsync(@case.Id, cancellationToken) is not { Owner: not ConversationOwner.Bot }) return null;
        var events = await cases.EventsAsync(0, @case.Id, MostNews, cancellationToken);
        if (await CardAsync(@case.Id, cancellationToken) is not { } card) return null;
        await threads.BeginRootAsync(@case, @case.Number, events is [.., var last] ? last.Sequence : 0);
        Failpoint.Reach(Failpoint.DeskSending);
        var created = await messages.CreateThreadAsync(card.Attachment());
        Failpoint.Reach(Failpoint.DeskSent);
        if (created is ConnectorResult<ConversationResourceResponse>.Succeeded { Value: { Id: { } thread } root })
        {
            Volatile.Write(ref _refusedUntil, 0);
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

    private async Task<TimeSpan?> UpdateCardAsync(string caseId, CancellationToken cancellationToken)
    {
        if (RefusedFor is { } refused) return refused;
        if (await ChangedCardAsync(caseId, cancellationToken) is null) return null;
        using var room = await messages.WaitForSpareAsync(cancellationToken);
        if (await ChangedCardAsync(caseId, cancellationToken) is not var (thread, card, hash)) return null;
        switch (await messages.UpdateAsync(thread.ThreadId!, thread.RootId!, card.Attachment(), cancellationToken))
        {
            case Sent.Failed { Status: 429 or 412 or 401 or 403 or >= 500 or null } failed:
                return PauseAfter(caseId, failed);
            case Sent.Failed failed:
                NotUpdated(log, caseId, failed.Code, failed.Message);
                break;
        }
        // A card that Teams refuses, or that somebody deleted, is not tried again before the next change.
        await threads.SaveCardAsync(caseId, hash, cancellationToken);
        return null;
    }

    // Null if the thread shows the card as it is.
    private async Task<(DeskThread Thread, TeamsDeskCard Card, string Hash)?> ChangedCardAsync(
        string caseId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null, RootId: not null } thread
            || await CardAsync(caseId, cancellationToken) is not { } card)
            return null;
        var hash = TeamsDeskCard.HashOf(card.Content());
        return hash == thread.Card ? null : (thread, card, hash);
    }

    // A thread that somebody deleted is begun anew.
    private async Task<TimeSpan?> EndAsync(string caseId, Sent result, bool isReply)
    {
        switch (result)
        {
            case Sent.Succeeded:
                Volatile.Write(ref _refusedUntil, 0);
                await threads.EndAsync(caseId, isSent: true);
                return null;
            case Sent.Failed { Status: 404 } gone when isReply:
                NotShown(log, caseId, gone.Code, gone.Message);
                await threads.ForgetThreadAsync(caseId);
                return TimeSpan.Zero;
            case Sent.Failed { Status: 429 or 412 or 401 or 403 or 404 or null } failed:
                await threads.EndAsync(caseId, isSent: false);
                return PauseAfter(caseId, failed);
            case Sent.Failed failed:
                await threads.EndAsync(caseId, isSent: null);
                NotShown(log, caseId, failed.Code, failed.Message);
                return LongPause;
            default:
                await threads.EndAsync(caseId, isSent: null);
                NotConfirmed(log, caseId, ((Sent.Uncertain)result).Reason);
                return ShortPause;
        }
    }

    private TimeSpan PauseAfter(string caseId, Sent.Failed failed)
    {
        if (failed.Status is not (403 or 404)) return ShortPause;
        if (Interlocked.Exchange(ref _refusedUntil, Now + (long)LongPause.TotalMilliseconds) == 0)
            Refused(log, desk.Value.ChannelId, caseId, failed.Code, failed.Message);
        return LongPause;
    }

    // Agents in Teams have no connection that could tell that they are there. While they own a case they count as
    // present; whether they answer is for the limit of silence.
    private async Task ReportOwnersAsync(CancellationToken stopping)
    {
        var interval = TimeSpan.FromSeconds(handoff.Value.AgentAbsenceSeconds / 3.0);
        while (!stopping.IsCancellationRequested)
        {
            await supervisor.RetryAsync(ServiceName, async cancellationToken =>
            {
                foreach (var owner in await threads.OwnersAsync(cancellationToken))
                    await agents.SeeAsync(owner, cancellationToken);
                return true;
            }, stopping);
            await Task.Delay(interval, clock, stopping);
        }
    }

    private TimeSpan? RefusedFor =>
        Volatile.Read(ref _refusedUntil) - Now is > 0 and var left ? TimeSpan.FromMilliseconds(left) : null;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    // The id of a thread ends with that of its first message.
    public static string RootOf(string threadId) => threadId[(threadId.LastIndexOf('=') + 1)..];

    [LoggerMessage(LogLevel.Error,
        "{Count} messages to threads of the Teams desk were being sent when the host ended. Their delivery is "
            + "unconfirmed; they are not sent again")]
    private static partial void Interrupted(ILogger log, int count);

    [LoggerMessage(LogLevel.Error,
        "Delivery of a message to the thread of case {CaseId} is unconfirmed; it is not sent again: {Problem}")]
    private static partial void NotConfirmed(ILogger log, string caseId, string problem);

    [LoggerMessage(LogLevel.Error, "Teams did not take a message to the thread of case {CaseId}: {Code}: {Problem}")]
    private static partial void NotShown(ILogger log, string caseId, string code, string problem);

    [LoggerMessage(LogLevel.Warning, "Teams did not take the card of case {CaseId}: {Code}: {Problem}")]
    private static partial void NotUpdated(ILogger log, string caseId, string code, string problem);

    [LoggerMessage(LogLevel.Error,
        "Teams refuses the desk's channel {Channel} (case {CaseId}): {Code}: {Problem} Add the bot's app to the team. "
            + "Cases can be worked on in the console")]
    private static partial void Refused(ILogger log, string channel, string caseId, string code, string problem);
}
