using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;

namespace SupportBot.Channels.Teams;

/// <summary>
/// What Teams lets a bot say in one conversation (Microsoft's published limits, "Optimize your bot with rate
/// limiting").
/// All threads of a channel count as one conversation. Other channels publish no limits.
/// </summary>
internal sealed class SendBudget(TimeProvider clock) : IDisposable
{
    private static readonly (int Most, TimeSpan Within)[] Limits =
    [
        (7, TimeSpan.FromSeconds(1)),
        (8, TimeSpan.FromSeconds(2)),
        (60, TimeSpan.FromSeconds(30)),
        (1800, TimeSpan.FromHours(1)),
    ];

    /// <summary>How many of each limit are kept for messages.</summary>
    private const int Spare = 4;

    private readonly MemoryCache _sends = new(new MemoryCacheOptions());

    /// <summary>Waits until one more may be said, and counts it.</summary>
    public async Task TakeAsync(Activity activity, CancellationToken cancellationToken)
    {
        while (Take(activity) is { Ticks: > 0 } wait) await Task.Delay(wait, clock, cancellationToken);
    }

    /// <summary>Counts one more, where it may be said now and leaves room for messages.</summary>
    public bool TryTake(Activity activity) => Take(activity, Spare) == TimeSpan.Zero;

    /// <returns>How long to wait; zero where it was counted.</returns>
    private TimeSpan Take(Activity activity, int spare = 0)
    {
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams) return TimeSpan.Zero;
        var sends = SendsOf(Conversation(activity));
        lock (sends)
        {
            var now = clock.GetUtcNow();
            var wait = Limits.Max(limit =>
                sends.Count < limit.Most - spare ? TimeSpan.Zero : sends[^(limit.Most - spare)] + limit.Within - now);
            if (wait > TimeSpan.Zero) return wait;
            if (sends.Count == Limits[^1].Most) sends.RemoveAt(0);
            sends.Add(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>
    /// The cache alone would let two callers at once create one each, and both could spend all of it.
    /// </summary>
    private List<DateTimeOffset> SendsOf(string conversation)
    {
        lock (_sends)
            return _sends.GetOrCreate(conversation, entry =>
            {
                entry.SlidingExpiration = TimeSpan.FromHours(1);
                return new List<DateTimeOffset>();
            })!;
    }

    /// <summary>The conversation without the thread: <c>19:…@thread.tacv2;messageid=1</c>.</summary>
    private static string Conversation(Activity activity) => activity.Conversation!.Id!.Split(';')[0];

    public void Dispose() => _sends.Dispose();
}
