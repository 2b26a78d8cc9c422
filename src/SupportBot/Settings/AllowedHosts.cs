using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace SupportBot.Settings;

// Rejects requests for other host names. Otherwise a hostile page whose name resolves to this machine (DNS rebinding)
// would count as one of ours. The ASP.NET host filter cannot say which setting to change and does not know this
// machine's addresses.
internal static partial class AllowedHosts
{
    // Probes use an address or a service name, and the health page contains nothing to protect.
    private const string Health = "/health";

    private static readonly IReadOnlyList<string> Loopback = ["localhost", "127.0.0.1", "[::1]"];

    // Allows the allowed hosts, the local address of the connection, and the health page.
    public static IApplicationBuilder UseAllowedHosts(this IApplicationBuilder app, ServerOptions options)
    {
        var hosts = Of(options);
        if (hosts.Contains("*")) return app;
        IList<StringSegment> patterns = [.. hosts.Select(host => new StringSegment(host))];
        return app.Use((http, next) => Allows(http, patterns) ? next(http) : RefuseAsync(http));
    }

    public static IReadOnlyCollection<string> Of(ServerOptions options)
    {
        var hosts = new HashSet<string>([.. Loopback, .. options.AllowedHosts], StringComparer.OrdinalIgnoreCase);
        if (options.PublicUrl.Length > 0) hosts.Add(new Uri(options.PublicUrl).Host);
        hosts.UnionWith(
            options.Url.Split(';').Select(url => BindingAddress.Parse(url).Host).Where(host => !IsAnyAddress(host)));
        return hosts;
    }

    // Whether a listening address stands for all addresses of the machine.
    public static bool IsAnyAddress(string host) =>
        host is "*" or "+"
            || IPAddress.TryParse(host, out var address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    public static bool IsPattern(string text) => Syntax().IsMatch(text);

    private static bool Allows(HttpContext http, IList<StringSegment> patterns) =>
        http.Request.Host is { HasValue: true } host
        && (HostString.MatchesAny(host.Value, patterns) || IsLocalAddress(http.Connection, host.Host))
        || http.Request.Path == Health;

    private static bool IsLocalAddress(ConnectionInfo connection, string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && connection.LocalIpAddress is { } local
        && address.MapToIPv6().Equals(local.MapToIPv6());

    private static Task RefuseAsync(HttpContext http) => Results.Problem(
        $"Requests for the host '{http.Request.Host.Host}' are refused. Set Server:PublicUrl to the address "
            + "by which visitors reach this host, or add the name to Server:AllowedHosts.",
        statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);

    [GeneratedRegex(@"^(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
