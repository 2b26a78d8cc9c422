using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// The web origins whose pages may use the chat. The same rules decide about token requests, CORS preflights and
/// WebSockets, and are written into <c>frame-ancestors</c>, so they match as browsers match that directive (Content
/// Security Policy Level 3).
/// </summary>
/// <remarks><c>Origin: null</c> (sandboxed frames, local files) never matches, because anyone can produce it.</remarks>
public sealed partial class OriginRules
{
    private readonly List<Pattern> _patterns = [];

    /// <param name="patterns">
    /// Trusted origins: <c>https://www.example.com</c>, <c>https://*.example.com</c>, <c>http://localhost:*</c> or
    /// <c>*</c>.
    /// </param>
    /// <param name="publicUrl">
    /// Public address of the server, whose pages are always trusted; null if it is not set.
    /// </param>
    /// <exception cref="FormatException">A pattern is not an origin.</exception>
    public OriginRules(IEnumerable<string> patterns, Uri? publicUrl = null)
    {
        var texts = patterns.ToList();
        // frame-ancestors has no syntax for IPv6 addresses, and browsers report an error for one.
        FrameAncestors = string.Join(' ', texts.Where(text => !text.Contains('[')).Prepend("'self'"));
        if (publicUrl is not null) texts.Add(publicUrl.GetLeftPart(UriPartial.Authority));
        foreach (var text in texts)
            _patterns.Add(
                TryParse(text, out var pattern) ? pattern : throw new FormatException($"'{text}' is not an origin."));
    }

    /// <summary>Value of the directive <c>frame-ancestors</c>.</summary>
    public string FrameAncestors { get; }

    /// <summary>Whether a text is a valid pattern.</summary>
    public static bool IsPattern(string text) => TryParse(text, out _);

    /// <summary>Whether a text is a single origin, such as <c>https://www.example.com</c>.</summary>
    public static bool IsOrigin(string? text) => ParseOrigin(text) is not null;

    /// <summary>
    /// Whether the page that sent a request may use the chat. A request without an <c>Origin</c> header comes from no
    /// page and is allowed.
    /// </summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin || Allows(origin, request);

    /// <summary>Whether pages of an origin may use the chat.</summary>
    /// <param name="origin">Value of the header <c>Origin</c>.</param>
    /// <param name="request">The request, whose own host is always allowed.</param>
    public bool Allows(string origin, HttpRequest request) =>
        ParseOrigin(origin) is { } page && (IsOwn(page, request) || _patterns.Exists(pattern => pattern.Matches(page)));

    /// <summary>
    /// Whether an origin is that of the server itself. Schemes are not compared, since they differ behind a proxy that
    /// terminates TLS.
    /// </summary>
    public static bool IsOwn(string origin, HttpRequest request) =>
        ParseOrigin(origin) is { } page && IsOwn(page, request);

    private static bool IsOwn(Uri page, HttpRequest request) =>
        string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static Uri? ParseOrigin(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
            ? uri
            : null;

    private static bool TryParse(string text, [NotNullWhen(true)] out Pattern? pattern)
    {
        pattern = null;
        if (Syntax().Match(text) is not { Success: true } match) return false;
        var port = match.Groups["port"].Value;
        if (port is not ("" or "*") && !(ushort.TryParse(port, out var number) && number > 0)) return false;
        pattern = text == "*" ? new Pattern("http", "", true, "*")
            : new Pattern(match.Groups["scheme"].Value, match.Groups["host"].Value, match.Groups["sub"].Success, port);
        return true;
    }

    [GeneratedRegex(
        @"^(\*|(?<scheme>https?)://(?<sub>\*\.)?(?<host>[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])"
            + @"(:(?<port>[0-9]{1,5}|\*))?)\z",
        RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.ExplicitCapture
            | RegexOptions.NonBacktracking
    )]
    private static partial Regex Syntax();

    // As in a Content Security Policy, http also matches https, and no port matches the default port.
    private sealed record Pattern(string Scheme, string Host, bool Subdomains, string Port)
    {
        public bool Matches(Uri page) => MatchesScheme(page) && MatchesHost(page.Host) && MatchesPort(page);

        private bool MatchesScheme(Uri page) =>
            page.Scheme == "https" || string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

        private bool MatchesHost(string host) => Subdomains
            ? Host.Length == 0 || host.EndsWith($".{Host}", StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, Host, StringComparison.OrdinalIgnoreCase);

        private bool MatchesPort(Uri page) => Port switch
        {
            "*" => true,
            "" => page.IsDefaultPort,
            _ => page.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) == Port,
        };
    }
}
