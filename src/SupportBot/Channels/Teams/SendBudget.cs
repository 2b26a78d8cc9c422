using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;

namespace SupportBot.Channels.Teams;

// Rate limits of Teams for one conversation (Microsoft Learn, "Optimize your bot with rate limiting"). All threads of
// a channel count as one conversation. Other channels publish no limits.
internal sealed class SendBudget(TimeProvider clock) : IDisposable
{
    private static readonly (int Count, TimeSpan Period)[] Limits =
    [
        (7, TimeSpan.FromSeconds(1)),
        (8, TimeSpan.FromSeconds(2)),
        (60, TimeSpan.FromSeconds(30)),
        (1800, TimeSpan.FromHours(1)),
    ];

    private const int MessageReserve = 4;

    // Requests take different times on their way, and so can arrive closer together than they left.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    private readonly MemoryCache _sends = new(new MemoryCacheOptions());

    public Task TakeAsync(Activity activity, CancellationToken cancellationToken) =>
        TakeAsync(activity, reserve: 0, cancellationToken);

    // Waits until messages would still have room.
    public Task TakeSpareAsync(Activity activity, CancellationToken cancellationToken) =>
        TakeAsync(activity, MessageReserve, cancellationToken);

    public bool TryTake(Activity activity) => Take(activity, MessageReserve) == TimeSpan.Zero;

    private async Task TakeAsync(Activity activity, int reserve, CancellationToken cancellationToken)
    {
        while (Take(activity, reserve) is { Ticks: > 0 } wait) await Task.Delay(wait, clock, cancellationToken);
    }

    private TimeSpan Take(Activity activity, int reserve)
    {
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams) return TimeSpan.Zero;
        var sends = SendsOf(Conversation(activity));
        lock (sends)
        {
            var now = clock.GetUtcNow();
            var wait = Limits.Max(limit =>
                sends.Count < limit.Count - reserve
                    ? TimeSpan.Zero
                    : sends[^(limit.Count - reserve)] + limit.Period + Margin - now);
            if (wait > TimeSpan.Zero) return wait;
            if (sends.Count == Limits[^1].Count) sends.RemoveAt(0);
            sends.Add(now);
            return TimeSpan.Zero;
        }
    }

    // Without the lock, concurrent callers could each create a list and spend the whole budget.
    private List<DateTimeOffset> SendsOf(string conversation)
    {
        lock (_sends)
            return _sends.GetOrCreate(conversation, entry =>
            {
                entry.SlidingExpiration = TimeSpan.FromHours(1);
                return new List<DateTimeOffset>();
            })!;
    }

    private static string Conversation(Activity activity) => activity.Conversation!.Id!.Split(';')[0];

    public void Dispose() => _sends.Dispose();
}
