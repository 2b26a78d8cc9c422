namespace SupportBot.BotFramework.Authentication;

/// <summary>A cloud of Azure Bot Service.</summary>
/// <param name="Name">Name in the settings.</param>
/// <param name="Login">Authority that issues access tokens.</param>
/// <param name="Scope">Scope of those access tokens.</param>
/// <param name="Issuer">Only issuer of the tokens that channels send.</param>
/// <param name="Metadata">Address of the issuer's metadata (OpenID Connect Discovery 1.0).</param>
/// <param name="ServiceHosts">
/// Hosts of Connectors. A host that begins with a dot also stands for its subdomains.
/// </param>
public sealed record BotCloud(
    string Name, Uri Login, string Scope, string Issuer, Uri Metadata, IReadOnlyList<string> ServiceHosts)
{
    /// <summary>Azure.</summary>
    public static readonly BotCloud Public = new(
        "public",
        new Uri("https://login.microsoftonline.com/"),
        "https://api.botframework.com/.default",
        "https://api.botframework.com",
        new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        [".botframework.com", "smba.trafficmanager.net", ".teams.microsoft.com"]);

    /// <summary>Azure Government.</summary>
    public static readonly BotCloud UsGovernment = new(
        "usgovernment",
        new Uri("https://login.microsoftonline.us/"),
        "https://api.botframework.us/.default",
        "https://api.botframework.us",
        new Uri("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        [".botframework.azure.us", ".botframework.us", ".teams.microsoft.us"]);

    /// <summary>Azure operated by 21Vianet.</summary>
    public static readonly BotCloud China = new(
        "china",
        new Uri("https://login.partner.microsoftonline.cn/"),
        "https://api.botframework.azure.cn/.default",
        "https://api.botframework.azure.cn",
        new Uri("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        [".botframework.azure.cn"]);

    /// <summary>All clouds.</summary>
    public static IReadOnlyList<BotCloud> All { get; } = [Public, UsGovernment, China];

    /// <summary>
    /// Whether an access token may be sent to an address: HTTPS on the default port of a listed host, without user
    /// info. Checked on receipt and again before each send, since stored addresses are not trusted either.
    /// </summary>
    /// <param name="serviceUrl">Service address of an activity; null is not trusted.</param>
    public bool Trusts(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.IsDefaultPort
        && url.UserInfo.Length == 0
        && url.HostNameType == UriHostNameType.Dns
        && ServiceHosts.Any(host => host[0] == '.'
            ? url.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase)
                || url.IdnHost.Equals(host[1..], StringComparison.OrdinalIgnoreCase)
            : url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));
}
