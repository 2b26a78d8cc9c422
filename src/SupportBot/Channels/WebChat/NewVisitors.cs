using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SupportBot.Dialogs;

namespace SupportBot.Channels.WebChat;

/// <summary>Counts who begins a conversation, by network address and minute.</summary>
internal sealed class NewVisitors(IOptions<RateLimitOptions> limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private long _minute;

    /// <summary>Whether one more may begin; if so, it is counted.</summary>
    public bool Admit(IPAddress? address)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var key = Key(address);
        lock (_lock)
        {
            if (minute != _minute) _counts.Clear();
            _minute = minute;
            var count = _counts.GetValueOrDefault(key);
            if (count >= limits.Value.NewVisitorsPerMinute) return false;
            _counts[key] = count + 1;
            return true;
        }
    }

    /// <summary>An IPv6 subscriber has a whole /64.</summary>
    private static string Key(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
