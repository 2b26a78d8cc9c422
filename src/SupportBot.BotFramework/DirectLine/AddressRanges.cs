using System.Net;
using System.Net.Sockets;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Counts clients by network address. An IPv6 subscriber has at least a /64 and possibly a /48, which contains 65,536
/// of them, so both ranges are counted and the /48 has a higher limit.
/// </summary>
public static class AddressRanges
{
    private const int WideRangeFactor = 4;

    /// <summary>Gets the allowances that a client's address counts against.</summary>
    /// <param name="address">Address of the client; null for a client that is not counted.</param>
    /// <param name="limit">Limit of an IPv4 address and of an IPv6 /64; a /48 has four times as much.</param>
    /// <returns>One allowance for IPv4, two for IPv6, none without an address.</returns>
    public static IReadOnlyList<Allowance> Of(IPAddress? address, long limit)
    {
        if (address is null) return [];
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? [Of(address, 64, limit), Of(address, 48, limit * WideRangeFactor)]
            : [new Allowance("address", address.ToString(), limit)];
    }

    private static Allowance Of(IPAddress address, int bits, long limit) =>
        new("address", $"{Convert.ToHexString(address.GetAddressBytes().AsSpan(0, bits / 8))}/{bits}", limit);
}
