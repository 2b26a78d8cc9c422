using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

// Limits the messages that are answered per network address, and the waiting turns of the host.
internal sealed class AddressMessageLimit(
    IOptions<RateLimitOptions> limits, TurnLimit turnLimit, TurnWorker<WebChatChannel> worker, MessageMetrics metrics,
    TimeProvider clock)
{
    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);
    private readonly SlidingTotals _hour = new(TimeSpan.FromHours(1), clock);

    // Returns the wait; zero where the message is answered and counted. An address of null is not limited.
    public TimeSpan Defer(IPAddress? address)
    {
        var rate = limits.Value;
        if (turnLimit.Defer(worker.Waiting) is { Ticks: > 0 } busy) return busy;
        var shortage =
            _minute.TryAdd(AddressRanges.Of(address, (long)rate.MessagesPerMinute * rate.VisitorsPerAddress), 1)
            ?? _hour.TryAdd(AddressRanges.Of(address, (long)rate.MessagesPerHour * rate.VisitorsPerAddress), 1);
        if (shortage is null) return TimeSpan.Zero;
        metrics.Deferred(shortage.Allowance.Scope);
        return shortage.Wait;
    }
}
