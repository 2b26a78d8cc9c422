using System.Net;
using System.Net.Sockets;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// The ranges by which clients are counted. An IPv6 subscriber holds at least a /64 and may hold a /48 with 65,536 of
/// them, so both are counted, the wider one with a larger limit.
/// </summary>
public static class AddressRanges
{
    private const int WiderRange = 4;

    /// <param name="address">A client's address; null for one that is not counted.</param>
    /// <param name="limit">The limit of an IPv4 address and of an IPv6 /64; a /48 has four times as much.</param>
    public static IReadOnlyList<Allowance> Of(IPAddress? address, long limit)
    {
        if (address is null) return [];
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? [Of(address, 64, limit), Of(address, 48, limit * WiderRange)]
            : [new Allowance("address", address.ToString(), limit)];
    }

    private static Allowance Of(IPAddress address, int bits, long limit) =>
        new("address", $"{Convert.ToHexString(address.GetAddressBytes().AsSpan(0, bits / 8))}/{bits}", limit);
}
