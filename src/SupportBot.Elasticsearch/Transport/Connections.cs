using System.Net;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>The connections to the nodes: pooled, compressed, never redirected, which would take the key elsewhere.</summary>
internal static class Connections
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Create(ElasticsearchOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = ConnectTimeout,
            MaxConnectionsPerServer = 80,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
        if (options.CertificateFingerprint.Length > 0)
            handler.SslOptions.RemoteCertificateValidationCallback = new PinnedAuthority(options.CertificateFingerprint).Trusts;
        return handler;
    }
}
