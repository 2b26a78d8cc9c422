using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>
/// Trusts certificates that one authority signed, known by its fingerprint: SHA-256 in hexadecimal, with or without
/// colons. Date and name are checked as always, which the official client's own fingerprint check leaves out.
/// </summary>
internal sealed class PinnedAuthority(string fingerprint)
{
    private readonly byte[] _fingerprint =
        Convert.FromHexString(fingerprint.Replace(":", "", StringComparison.Ordinal));

    public bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || chain is null) return false;
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;
        var sent = chain.ChainElements.Select(element => element.Certificate).Concat(chain.ChainPolicy.ExtraStore);
        var authority = sent.FirstOrDefault(IsPinned);
        return authority is not null && IsSigned(leaf, authority, chain.ChainPolicy.ExtraStore);
    }

    private bool IsPinned(X509Certificate2 certificate) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.RawDataMemory.Span), _fingerprint);

    /// <summary>A server can send the authority's certificate along with one that it never signed.</summary>
    private static bool IsSigned(X509Certificate2 leaf, X509Certificate2 authority, X509Certificate2Collection others)
    {
        using var path = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        path.ChainPolicy.CustomTrustStore.Add(authority);
        path.ChainPolicy.ExtraStore.AddRange(others);
        return path.Build(leaf);
    }
}
