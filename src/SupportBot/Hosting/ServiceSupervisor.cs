using System.Collections.Concurrent;
using SupportBot.Core.Knowledge;

namespace SupportBot.Hosting;

/// <summary>
/// Runs the work of background services. Work that fails is logged and run again after a pause that grows, and the host is
/// unhealthy until it succeeds. Only a lack of memory is not retried: it ends the host.
/// </summary>
internal sealed partial class ServiceSupervisor(TimeProvider clock, ILogger<ServiceSupervisor> log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, byte> _failing = new(StringComparer.Ordinal);

    /// <summary>The services whose last run failed.</summary>
    public IReadOnlyList<string> Failing => [.. _failing.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Repeats a service's work until the host stops.</summary>
    /// <param name="service">The service's name, for the log and for <c>/health</c>.</param>
    /// <param name="work">Runs once, and returns the pause before the next run.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task RepeatAsync(string service, Func<CancellationToken, Task<TimeSpan>> work, CancellationToken stopping)
    {
        while (true) await Task.Delay(await RetryAsync(service, work, stopping), clock, stopping);
    }

    /// <summary>Runs a service's work until it succeeds.</summary>
    /// <param name="service">The service's name, for the log and for <c>/health</c>.</param>
    /// <param name="work">The work.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task<T> RetryAsync<T>(string service, Func<CancellationToken, Task<T>> work, CancellationToken stopping)
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
        // Without its search a host still takes messages and offers people; /health calls that degraded.
        if (e is not SearchUnavailableException) _failing.TryAdd(service, 0);
        // The message of a failure that can be expected says all; of any other the place in the code helps.
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
