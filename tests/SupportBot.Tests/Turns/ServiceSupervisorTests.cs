using Microsoft.Extensions.Logging;
using SupportBot.Core.Knowledge;
using SupportBot.Hosting;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Turns;

public sealed class ServiceSupervisorTests : IDisposable
{
    private readonly WatchedClock _clock = new();
    private readonly LogLines _log = new();
    private readonly ServiceSupervisor _supervisor;

    public ServiceSupervisorTests() =>
        _supervisor = new ServiceSupervisor(_clock, new Logger<ServiceSupervisor>(new LoggerFactory([_log])));

    [Fact]
    public async Task Work_that_fails_runs_again_after_growing_pauses_and_each_failure_is_logged()
    {
        var failures = 9;
        var running = _supervisor.RetryAsync(
            "Test", _ => failures-- > 0 ? throw new IOException("No disk.") : Task.FromResult(1), Cancel);
        foreach (var pause in new double[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            Assert.Equal(["Test"], _supervisor.Failing);
            await _clock.PassAsync(TimeSpan.FromSeconds(pause), TimeSpan.FromSeconds(pause), Cancel);
        }
        Assert.Equal(1, await running);
        Assert.Empty(_supervisor.Failing);
        Assert.Equal(9, _log.Lines.Count(line => line.Contains("No disk.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_unexpected_failure_is_retried_and_logged_with_its_place()
    {
        var failures = 1;
        var running = _supervisor.RetryAsync(
            "Test", _ => failures-- > 0 ? throw new InvalidOperationException("Odd.") : Task.FromResult(1), Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), Cancel);
        await running;
        Assert.Contains(
            nameof(ServiceSupervisorTests), _log.Lines.First(line => line.Contains("Odd.", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_the_search_is_retried_and_leaves_the_host_healthy()
    {
        var failures = 1;
        var running = _supervisor.RetryAsync(
            "Test", _ => failures-- > 0 ? throw new SearchUnavailableException("Down.") : Task.FromResult(1), Cancel);
        Assert.Empty(_supervisor.Failing);
        await _clock.PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), Cancel);
        await running;
    }

    [Fact]
    public async Task A_lack_of_memory_is_not_retried() =>
        await Assert.ThrowsAsync<InsufficientMemoryException>(() =>
            _supervisor.RetryAsync<int>("Test", _ => throw new InsufficientMemoryException(), Cancel));

    [Fact]
    public async Task A_host_that_stops_ends_the_work()
    {
        using var stopping = new CancellationTokenSource();
        var running = _supervisor.RepeatAsync("Test", _ => Task.FromResult(TimeSpan.FromHours(1)), stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(_log.Lines);
    }

    public void Dispose() => _log.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
