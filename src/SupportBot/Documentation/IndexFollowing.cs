using SupportBot.Core.Knowledge;

namespace SupportBot.Documentation;

/// <summary>Lets the host's index follow what other processes ingest into the same database.</summary>
internal sealed partial class IndexFollowing(IndexFollower follower, TimeProvider time, ILogger<IndexFollowing> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await follower.CatchUpAsync(stoppingToken);
            }
            catch (IOException e) // Also a StorageException. The disk may be full or the database busy for a while: the next poll tries again.
            {
                CannotFollow(log, e.Message);
            }
    }

    [LoggerMessage(LogLevel.Warning, "The index cannot follow the documents for now: {Reason}")]
    private static partial void CannotFollow(ILogger log, string reason);
}
