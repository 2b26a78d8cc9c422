using System.Security.Cryptography;

namespace SupportBot.Widget;

/// <summary>The policies of our pages: nothing is allowed that is not named, and nothing from another host.</summary>
internal static class ContentSecurityPolicy
{
    /// <summary>
    /// The hash of no text: one part of Web Chat (react-scroll-to-bottom) adds an empty style element without the nonce
    /// and fills it by script, which a policy does not hold back.
    /// </summary>
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    /// <summary>A fresh value that marks our own scripts and styles in one response.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    /// <summary>For the page that holds Web Chat: what it needs by Microsoft's own list, and no more.</summary>
    public static string ForFrame(string nonce, HostString host, string frameAncestors) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'self' 'nonce-{nonce}'",
        $"style-src 'nonce-{nonce}' {EmptyStyle}",
        "img-src 'self' blob: data:",
        $"connect-src 'self' blob:{Sockets(host)}",
        "worker-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
        $"frame-ancestors {frameAncestors}");

    /// <summary>For a page that embeds the widget from its own host and has scripts from there only.</summary>
    public static string ForDemo(string nonce) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        $"style-src 'nonce-{nonce}'",
        "img-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");

    /// <summary>Older browsers do not count a WebSocket of the same host as 'self'.</summary>
    private static string Sockets(HostString host) =>
        Uri.CheckHostName(host.Host.Trim('[', ']')) == UriHostNameType.Unknown ? "" : $" ws://{host} wss://{host}";
}
