using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

// Limits the conversations that are started per network address.
internal sealed class NewVisitorLimit(IOptions<RateLimitOptions> limits, TimeProvider clock)
{
    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);

    // Returns the wait; zero where the conversation may start and is counted.
    public TimeSpan Defer(IPAddress? address) =>
        _minute.TryAdd(AddressRanges.Of(address ?? IPAddress.None, limits.Value.NewVisitorsPerMinute), 1)?.Wait
        ?? TimeSpan.Zero;
}
