using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;

namespace SupportBot.Channels.Teams;

// Rate limits of Teams for one conversation (Microsoft Learn, "Optimize your bot with rate limiting"). All threads of
// a channel count as one conversation. Other channels publish no limits.
//
// Teams counts a request when it arrives, which is known only once it has been answered. Until then it counts as sent
// now, with its retries. So requests that arrive closer together than they left break no limit.
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

    private readonly MemoryCache _sends = new(new MemoryCacheOptions());

    // Waits until one more request keeps the limits. Dispose the result when the request has been answered.
    public Task<IDisposable> TakeAsync(Activity activity, CancellationToken cancellationToken) =>
        TakeAsync(activity, reserve: 0, cancellationToken);

    // Waits until messages would still have room.
    public Task<IDisposable> TakeSpareAsync(Activity activity, CancellationToken cancellationToken) =>
        TakeAsync(activity, MessageReserve, cancellationToken);

    // Null if messages would have no more room.
    public IDisposable? TryTake(Activity activity) => Take(activity, MessageReserve).Send;

    private async Task<IDisposable> TakeAsync(Activity activity, int reserve, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (send, wait) = Take(activity, reserve);
            if (send is not null) return send;
            // Task.Delay drops fractions of a millisecond, and would return at once for the last one.
            await Task.Delay(wait + TimeSpan.FromMilliseconds(1), clock, cancellationToken);
        }
    }

    private (Send? Send, TimeSpan Wait) Take(Activity activity, int reserve)
    {
        var send = new Send(clock);
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams) return (send, TimeSpan.Zero);
        var sends = SendsOf(Conversation(activity));
        lock (sends)
        {
            var now = clock.GetUtcNow();
            var latest = sends.Select(earlier => earlier.AnsweredAt ?? now).OrderDescending().ToList();
            var wait = Limits.Max(limit =>
                latest.Count < limit.Count - reserve
                    ? TimeSpan.Zero
                    : latest[limit.Count - reserve - 1] + limit.Period - now);
            if (wait > TimeSpan.Zero) return (null, wait);
            if (sends.Count == Limits[^1].Count) sends.RemoveAt(0);
            sends.Add(send);
            return (send, TimeSpan.Zero);
        }
    }

    // Without the lock, concurrent callers could each create a list and spend the whole budget.
    private List<Send> SendsOf(string conversation)
    {
        lock (_sends)
            return _sends.GetOrCreate(conversation, entry =>
            {
                entry.SlidingExpiration = TimeSpan.FromHours(1);
                return new List<Send>();
            })!;
    }

    private static string Conversation(Activity activity) => activity.Conversation!.Id!.Split(';')[0];

    public void Dispose() => _sends.Dispose();

    private sealed class Send(TimeProvider clock) : IDisposable
    {
        private long _answeredAt;

        // Null until then.
        public DateTimeOffset? AnsweredAt =>
            Volatile.Read(ref _answeredAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

        public void Dispose() => Interlocked.CompareExchange(ref _answeredAt, clock.GetUtcNow().Ticks, 0);
    }
}
