using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportBot.Elasticsearch.Transport;

// Trusts certificates signed by the authority with this SHA-256 fingerprint (hexadecimal, with or without colons). Date
// and name are validated as well, which the official client's fingerprint check omits.
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

    // A server can send the authority's certificate along with one that the authority did not sign.
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
