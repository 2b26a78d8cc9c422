using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

// Works on few requests of a network address at the same time, in order, so that those of other addresses do not wait
// behind all of them. What a client sends is read before, and what it gets is written after, so that a slow one keeps
// no others waiting.
internal sealed class RequestLimiter(DirectLineOptions options) : IDisposable
{
    // Two requests for an address of ten visitors.
    private const int VisitorsPerRequest = 5;

    // Limited, since the bodies of those that wait are in memory.
    private const int WaitingPerVisitor = 6;

    // An IPv6 address belongs to two ranges.
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        LimiterOf(range: 0, options.VisitorsPerAddress), LimiterOf(range: 1, options.VisitorsPerAddress));

    // The lease is not acquired where too many wait.
    public ValueTask<RateLimitLease> WaitAsync(HttpContext http) => _limiter.AcquireAsync(http, 1, http.RequestAborted);

    public static IResult Refuse(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return DirectLineError.TooManyRequests();
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> LimiterOf(int range, int visitors) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            AddressRanges.Of(ActivityReceiver.AddressOf(http), visitors) is var all && all.Count > range
                ? RateLimitPartition.GetConcurrencyLimiter(all[range].Key, _ => Options(all[range].Limit, visitors))
                : RateLimitPartition.GetNoLimiter(""));

    // A wide range has the requests of several addresses.
    private static ConcurrencyLimiterOptions Options(long limit, int visitors) => new()
    {
        PermitLimit = (1 + (visitors - 1) / VisitorsPerRequest) * (int)(limit / visitors),
        QueueLimit = WaitingPerVisitor * (int)limit,
    };
}
