using System.Security.Cryptography;

namespace SupportBot.Widget;

// Allows only what is listed, and nothing from other hosts.
internal static class ContentSecurityPolicy
{
    // Hash of the empty string: react-scroll-to-bottom in Web Chat adds an empty style element without the nonce and
    // fills it by script, which a policy does not prevent.
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    // What Microsoft documents as required for Web Chat, and no more.
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

    public static string ForDemo(string nonce) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        $"style-src 'nonce-{nonce}'",
        "img-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");

    // Older browsers do not match WebSockets of the same host with 'self'.
    private static string Sockets(HostString host) =>
        Uri.CheckHostName(host.Host.Trim('[', ']')) == UriHostNameType.Unknown ? "" : $" ws://{host} wss://{host}";
}
