using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>Limits the conversations that begin from one network address.</summary>
internal sealed class NewVisitors(IOptions<RateLimitOptions> limits, TimeProvider clock)
{
    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);

    /// <summary>How long until one more may begin; zero where it may now, which is then counted.</summary>
    public TimeSpan Defer(IPAddress? address) =>
        _minute.TryAdd(AddressRanges.Of(address ?? IPAddress.None, limits.Value.NewVisitorsPerMinute), 1)?.Wait
        ?? TimeSpan.Zero;
}
