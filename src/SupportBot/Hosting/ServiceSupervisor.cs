using System.Collections.Concurrent;
using SupportBot.Core.Knowledge;

namespace SupportBot.Hosting;

// Runs the work of background services. Failed work is logged and retried after a growing pause, and the host is
// unhealthy until it succeeds. Only an out-of-memory condition ends the host.
internal sealed partial class ServiceSupervisor(TimeProvider clock, ILogger<ServiceSupervisor> log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, byte> _failing = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Failing => [.. _failing.Keys.Order(StringComparer.Ordinal)];

    // The work returns the pause before its next run.
    public async Task RepeatAsync(
        string service, Func<CancellationToken, Task<TimeSpan>> work, CancellationToken stopping)
    {
        while (true) await Task.Delay(await RetryAsync(service, work, stopping), clock, stopping);
    }

    public async Task<T> RetryAsync<T>(
        string service, Func<CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var result = await work(stopping);
                if (_failing.TryRemove(service, out _)) Recovered(log, service);
                return result;
            }
            catch (Exception e) when (IsRetried(e, stopping)) // A service's boundary: no failure of one ends the host.
            {
                Report(service, e, pause);
            }
            await Task.Delay(pause, clock, stopping);
        }
    }

    private static bool IsRetried(Exception e, CancellationToken stopping) =>
        e is not OutOfMemoryException && !(e is OperationCanceledException && stopping.IsCancellationRequested);

    private void Report(string service, Exception e, TimeSpan pause)
    {
        // Without search a host still accepts messages; /health reports it as degraded.
        if (e is not SearchUnavailableException) _failing.TryAdd(service, 0);
        // The message explains an expected failure; other failures need the stack trace.
        if (e is IOException) CannotWork(log, service, pause.TotalSeconds, e.Message);
        else Failed(log, e, service, pause.TotalSeconds);
    }

    [LoggerMessage(LogLevel.Error, "{Service} failed and runs again in {Seconds} s: {Reason}")]
    private static partial void CannotWork(ILogger log, string service, double seconds, string reason);

    [LoggerMessage(LogLevel.Error, "{Service} failed unexpectedly and runs again in {Seconds} s")]
    private static partial void Failed(ILogger log, Exception exception, string service, double seconds);

    [LoggerMessage(LogLevel.Information, "{Service} works again")]
    private static partial void Recovered(ILogger log, string service);
}
