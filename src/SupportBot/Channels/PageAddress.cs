using SupportBot.Core.Knowledge;

namespace SupportBot.Channels;

internal static class PageAddress
{
    // Null for an internal page without an address of its own: the host shows no internal pages.
    public static string? Of(string url, Audience audience) =>
        audience == Audience.Internal && url.StartsWith('/') ? null : url;
}
