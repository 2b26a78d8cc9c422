using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;
using SupportBot.Hosting;

namespace SupportBot.Desks.Teams;

// Agents in a channel of Teams. Each case has a thread there.
internal sealed partial class TeamsDesk(
    DeskThreadStore threads, AgentStore agents, ThreadRelay relay, ThreadCards cards, DeskChannel channel,
    ServiceSupervisor supervisor, IOptions<TeamsDeskOptions> desk, IOptions<HandoffOptions> handoff,
    BotFrameworkOptions bot, TimeProvider clock, ILogger<TeamsDesk> log) : BackgroundService, IAgentDesk
{
    private const string ServiceName = "Teams desk";
    private const int MostAtOnce = 8;

    // Conversations with news, and cases whose card may have changed.
    private readonly WakeQueue _queue = new(clock);
    private readonly WakeQueue _cards = new(clock);

    private bool IsUsed => desk.Value.IsConfigured && bot.IsEnabled && handoff.Value.Mode == "desk";

    // Whoever reads the channel can claim, so it is staffed unless Teams refuses it. After a pause it counts as staffed
    // again: without a new case nothing would find out that the bot is back.
    public Task<bool> IsStaffedAsync(string language, string skill, CancellationToken cancellationToken) =>
        Task.FromResult(IsUsed && channel.RefusedFor is null);

    public void Announce(string conversationId)
    {
        if (IsUsed) _queue.Wake(conversationId);
    }

    // A channel has no sign for it.
    public void AnnounceTyping(string conversationId, string? agent)
    {
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
                MostAtOnce, conversation => ShowAsync(_queue, conversation, ShowCasesAsync, stoppingToken),
                stoppingToken),
            // One after another, since cards have what messages leave of the channel's limits.
            _cards.RunAsync(
                1, caseId => ShowAsync(_cards, caseId, cards.UpdateAsync, stoppingToken), stoppingToken),
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
    private async Task<TimeSpan?> ShowCasesAsync(string conversationId, CancellationToken cancellationToken)
    {
        TimeSpan? wait = null;
        foreach (var caseId in await threads.CasesAsync(conversationId, cancellationToken))
        {
            var pause = await relay.ShowAsync(caseId, cancellationToken);
            if (pause is null) _cards.Wake(caseId);
            else if (wait is null || pause < wait) wait = pause;
        }
        return wait;
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

    [LoggerMessage(LogLevel.Error,
        "{Count} messages to threads of the Teams desk were being sent when the host ended. Their delivery is "
            + "unconfirmed; they are not sent again")]
    private static partial void Interrupted(ILogger log, int count);
}
