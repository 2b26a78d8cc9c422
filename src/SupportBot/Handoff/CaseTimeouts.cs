using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;
using SupportBot.Hosting;

namespace SupportBot.Handoff;

// What happens to cases when nobody does anything: offers and waits end, cases of absent or silent agents go back to
// the queue, snoozed ones wake, and free agents get waiting ones if so configured.
internal sealed class CaseTimeouts(
    CaseStore cases, AgentStore agents, CaseDesk desk, CaseFeed feed, ServiceSupervisor supervisor,
    IOptions<HandoffOptions> options, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly CaseState[] Open =
        [CaseState.Offered, CaseState.Waiting, CaseState.Assigned, CaseState.Active, CaseState.Snoozed];

    private const int MostCases = 10_000;

    // Returns whether there are open cases.
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var open = await cases.ListAsync(Open, MostCases, cancellationToken);
        if (open.Count == 0) return false;
        var present = (await agents.LoadsAsync(cancellationToken))
            .Where(load => load.IsPresent).Select(load => load.Agent.Id).ToHashSet();
        foreach (var @case in open)
            if (CommandFor(@case, present) is { } command)
                await desk.ExecuteAsync(@case.Id, command, cancellationToken);
        if (options.Value.Assignment == "automatic") await AssignAsync(open, cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Mode != "desk") return;
        var changes = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = feed.Subscribe(_ => changes.Writer.TryWrite(true), (_, _) => { });
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasOpen = await supervisor.RetryAsync("Case timeouts", SweepAsync, stoppingToken);
            await WaitAsync(changes.Reader, hasOpen, stoppingToken);
        }
    }

    // Without open cases nothing can be late. Where cases are assigned automatically, a change is handled at once.
    private async Task WaitAsync(ChannelReader<bool> changes, bool hasOpen, CancellationToken stopping)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var change = changes.WaitToReadAsync(ends.Token).AsTask();
        if (!hasOpen) await change;
        else if (options.Value.Assignment != "automatic") await Task.Delay(Interval, clock, stopping);
        else await Task.WhenAny(Task.Delay(Interval, clock, ends.Token), change);
        await ends.CancelAsync();
        changes.TryRead(out _);
    }

    private CaseCommand? CommandFor(SupportCase @case, HashSet<string> present)
    {
        var (now, limits) = (clock.GetUtcNow(), options.Value);
        return @case.State switch
        {
            CaseState.Offered when IsOver(@case.OpenedAt, limits.OfferMinutes) => new CaseCommand.TimeOut(),
            CaseState.Waiting when IsOver(@case.OpenedAt, limits.MaxWaitMinutes) => new CaseCommand.TimeOut(),
            CaseState.Assigned or CaseState.Active when !present.Contains(@case.AgentId!) => new CaseCommand.Release(),
            CaseState.Assigned or CaseState.Active when IsSilent(@case) => new CaseCommand.Release(),
            CaseState.Snoozed when @case.SnoozedUntil <= now => new CaseCommand.Wake(),
            _ => null,
        };

        bool IsOver(DateTimeOffset since, int minutes) => now - since >= TimeSpan.FromMinutes(minutes);

        bool IsSilent(SupportCase silent) =>
            silent.AgentAt is { } agentAt
            && (silent.State == CaseState.Assigned || silent.CustomerAt > agentAt)
            && IsOver(silent.CustomerAt > agentAt ? silent.CustomerAt : agentAt, limits.AgentSilenceMinutes);
    }

    private async Task AssignAsync(IReadOnlyList<SupportCase> open, CancellationToken cancellationToken)
    {
        foreach (var waiting in open.Where(@case => @case.State == CaseState.Waiting).OrderBy(@case => @case.OpenedAt))
        {
            var free = (await agents.LoadsAsync(cancellationToken))
                .Where(load => load.IsFree && load.Agent.CanTake(waiting.Language, waiting.Skill))
                .MinBy(load => load.Open);
            if (free is not null)
                await desk.ExecuteAsync(waiting.Id, new CaseCommand.Claim(free.Agent.Id), cancellationToken);
        }
    }
}
