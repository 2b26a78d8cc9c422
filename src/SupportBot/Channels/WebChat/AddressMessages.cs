using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>Limits the messages that are answered for one network address, and those that wait in this host.</summary>
internal sealed class AddressMessages(
    IOptions<RateLimitOptions> limits, TurnCeiling ceiling, TurnWorker<WebChatChannel> worker, MessageMetrics metrics,
    TimeProvider clock)
{
    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);
    private readonly SlidingTotals _hour = new(TimeSpan.FromHours(1), clock);

    /// <summary>How long a message has to wait; zero where it may be answered, which is then counted.</summary>
    /// <param name="address">The sender's network address; null for one that is not limited.</param>
    public TimeSpan Defer(IPAddress? address)
    {
        var rate = limits.Value;
        if (ceiling.Defer(worker.Waiting) is { Ticks: > 0 } busy) return busy;
        var shortage =
            _minute.TryAdd(AddressRanges.Of(address, (long)rate.MessagesPerMinute * rate.VisitorsPerAddress), 1)
            ?? _hour.TryAdd(AddressRanges.Of(address, (long)rate.MessagesPerHour * rate.VisitorsPerAddress), 1);
        if (shortage is null) return TimeSpan.Zero;
        metrics.Deferred(shortage.Allowance.Scope);
        return shortage.Wait;
    }
}
