using System.Net;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;

namespace SupportBot.Elasticsearch.Transport;

internal static class Connections
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    // Longer than any call, since ElasticsearchCluster ends each call itself.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static NodePool Nodes(ElasticsearchOptions options) => NodeAddresses.Of(options) is [var address]
        ? new SingleNodePool(address)
        : new NodeRotation(NodeAddresses.Of(options));

    public static ElasticsearchClientSettings Settings(
        ElasticsearchOptions options, NodePool nodes, Func<HttpMessageHandler, HttpMessageHandler>? wrap)
    {
        var invoker = new HttpRequestInvoker((connection, _) =>
            new NodeHandler(wrap?.Invoke(Secured(connection)) ?? Secured(connection), options.MaxResponseBytes));
        var settings = new ElasticsearchClientSettings(nodes, invoker)
            .RequestTimeout(Longest).EnableHttpCompression(false).DisablePing().DisableMetaHeader().DisableAuditTrail();
        if (SignIn(options) is { } header) settings.Authentication(header);
        if (options.CertificateFingerprint.Length > 0)
            settings.ServerCertificateValidationCallback(new PinnedAuthority(options.CertificateFingerprint).Trusts);
        return settings;
    }

    public static AuthorizationHeader? SignIn(ElasticsearchOptions options) => options switch
    {
        { ApiKey: { Length: > 0 } key } =>
            key.Split(':', 2) is [var id, var secret] ? new Base64ApiKey(id, secret) : new ApiKey(key),
        { UserName.Length: > 0 } => new BasicAuthentication(options.UserName, options.Password),
        _ when NodeAddresses.SignIn(options) is var (user, password) => new BasicAuthentication(user, password),
        _ => null,
    };

    // Does not follow redirects, which would forward the key.
    private static SocketsHttpHandler Secured(HttpMessageHandler connection)
    {
        var handler = (SocketsHttpHandler)connection;
        (handler.AllowAutoRedirect, handler.UseCookies) = (false, false);
        (handler.AutomaticDecompression, handler.ConnectTimeout) = (DecompressionMethods.GZip, ConnectTimeout);
        return handler;
    }
}
