using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>Certificates made for a test, good for a hundred years.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Signed by itself, for a host and for signing others.</summary>
    public static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, From.AddYears(100));
    }

    public static X509Certificate2 SignedBy(X509Certificate2 authority, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(host, key).Create(authority, From, From.AddYears(99), [1, 2, 3, 4]);
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        return new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256)
        {
            CertificateExtensions = { names.Build() },
        };
    }
}
