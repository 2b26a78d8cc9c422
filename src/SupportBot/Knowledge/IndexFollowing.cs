using SupportBot.Core.Knowledge;
using SupportBot.Hosting;

namespace SupportBot.Knowledge;

// Applies changes that other processes ingest into the same database. After a failure it retries at growing intervals.
internal sealed partial class IndexFollowing(
    IndexFollower follower, ServiceSupervisor supervisor, TimeProvider time,
    ILogger<IndexFollowing> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private TimeSpan _pause = Poll;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RepeatAsync("Index", FollowAsync, stoppingToken);

    private async Task<TimeSpan> FollowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_pause, time, cancellationToken);
        _pause = await FollowAsync(_pause, cancellationToken);
        return TimeSpan.Zero;
    }

    // Returns the pause before the next run.
    private async Task<TimeSpan> FollowAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        try
        {
            await follower.CatchUpAsync(stoppingToken);
            if (pause > Poll) FollowsAgain(log);
            return Poll;
        }
        // The search may be down, the disk full or the database busy for a while. One line tells of it.
        catch (IOException e)
        {
            if (pause == Poll) CannotFollow(log, e.Message);
            return pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The index cannot follow the documents for now: {Reason}")]
    private static partial void CannotFollow(ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "The index follows the documents again.")]
    private static partial void FollowsAgain(ILogger log);
}
