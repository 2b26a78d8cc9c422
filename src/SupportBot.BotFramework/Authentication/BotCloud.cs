namespace SupportBot.BotFramework.Authentication;

/// <summary>One cloud of Azure Bot Service: who signs what channels send, and where tokens and channels are.</summary>
/// <param name="Name">As written in a configuration.</param>
/// <param name="Login">Where tokens for sending are got.</param>
/// <param name="Scope">Scope of those tokens.</param>
/// <param name="Issuer">The only issuer of tokens that channels send.</param>
/// <param name="Metadata">Where the issuer's signing keys are named (OpenID Connect Discovery 1.0).</param>
/// <param name="ServiceHosts">
/// Hosts that activities may be sent to; one that begins with a dot stands for all below it.
/// </param>
public sealed record BotCloud(
    string Name, Uri Login, string Scope, string Issuer, Uri Metadata, IReadOnlyList<string> ServiceHosts)
{
    public static readonly BotCloud Public = new(
        "public",
        new Uri("https://login.microsoftonline.com/"),
        "https://api.botframework.com/.default",
        "https://api.botframework.com",
        new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        [".botframework.com", "smba.trafficmanager.net", ".teams.microsoft.com"]);

    public static readonly BotCloud UsGovernment = new(
        "usgovernment",
        new Uri("https://login.microsoftonline.us/"),
        "https://api.botframework.us/.default",
        "https://api.botframework.us",
        new Uri("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        [".botframework.azure.us", ".botframework.us", ".teams.microsoft.us"]);

    public static readonly BotCloud China = new(
        "china",
        new Uri("https://login.partner.microsoftonline.cn/"),
        "https://api.botframework.azure.cn/.default",
        "https://api.botframework.azure.cn",
        new Uri("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        [".botframework.azure.cn"]);

    /// <summary>All clouds, for choosing one by name.</summary>
    public static IReadOnlyList<BotCloud> All { get; } = [Public, UsGovernment, China];

    /// <summary>
    /// Whether a bearer token may be sent to an address: https on the default port of a listed host, without user info.
    /// Asked when an address is received and again before each send, since storage is not to be trusted either.
    /// </summary>
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
