using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

internal sealed class AddressLimits(
    IOptions<RateLimitOptions> limits, TurnLimit turnLimit, TurnWorker<WebChatChannel> worker, MessageMetrics metrics,
    TimeProvider clock)
{
    private const int TranscriptsPerMinute = 30;

    private readonly SlidingTotals _conversations = new(TimeSpan.FromMinutes(1), clock);
    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);
    private readonly SlidingTotals _transcripts = new(TimeSpan.FromMinutes(1), clock);
    private readonly SlidingTotals _hour = new(TimeSpan.FromHours(1), clock);

    // Downloads cost more than messages.
    public bool AllowsTranscript(IPAddress? address) =>
        _transcripts.TryAdd(AddressRanges.Of(address ?? IPAddress.None, TranscriptsPerMinute), 1) is null;

    // Both methods return the wait; zero if the conversation or message is accepted and counted.
    public TimeSpan DeferConversation(IPAddress? address) =>
        _conversations.TryAdd(AddressRanges.Of(address ?? IPAddress.None, limits.Value.NewVisitorsPerMinute), 1)?.Wait
        ?? TimeSpan.Zero;

    public TimeSpan DeferMessage(IPAddress? address)
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
