using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Tests.Elasticsearch;

public sealed class PinnedAuthorityTests : IDisposable
{
    private readonly X509Certificate2 _authority = Certificates.Authority("authority");
    private readonly X509Certificate2 _impostor = Certificates.Authority("authority");

    public void Dispose()
    {
        _authority.Dispose();
        _impostor.Dispose();
    }

    [Fact]
    public void What_the_authority_signed_is_trusted_when_its_certificate_comes_along()
    {
        Assert.True(Trusts(_authority, Certificates.SignedBy(_authority, "node"), _authority));
        Assert.False(Trusts(_authority, Certificates.SignedBy(_authority, "node"), _impostor));
    }

    [Fact]
    public void What_another_signed_is_not_trusted_though_the_authoritys_certificate_comes_along()
    {
        Assert.False(Trusts(_authority, Certificates.SignedBy(_impostor, "node"), _impostor));
        Assert.False(Trusts(_authority, Certificates.SignedBy(_impostor, "node"), _authority));
        Assert.False(Trusts(_authority, Certificates.SignedBy(_impostor, "node"), _authority, _impostor));
    }

    [Theory]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable)]
    public void A_certificate_for_another_name_or_none_is_not_trusted(SslPolicyErrors error) =>
        Assert.False(Trusts(_authority, Certificates.SignedBy(_authority, "node"), [_authority], error));

    [Fact]
    public void A_fingerprint_may_have_colons()
    {
        var colons = string.Join(
            ':', Fingerprint(_authority).ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        Assert.True(
            Trusts(
                new PinnedAuthority(colons), Certificates.SignedBy(_authority, "node"), [_authority],
                SslPolicyErrors.RemoteCertificateChainErrors));
    }

    private static string Fingerprint(X509Certificate2 certificate) =>
        certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static bool Trusts(X509Certificate2 pinned, X509Certificate2 leaf, params X509Certificate2[] sent) =>
        Trusts(pinned, leaf, sent, SslPolicyErrors.RemoteCertificateChainErrors);

    private static bool Trusts(
        X509Certificate2 pinned, X509Certificate2 leaf, X509Certificate2[] sent,
        SslPolicyErrors errors) => Trusts(new PinnedAuthority(Fingerprint(pinned)), leaf, sent, errors);

    /// <summary>As TLS calls it: what the server sent lies in the store of the chain that was tried.</summary>
    private static bool Trusts(
        PinnedAuthority authority, X509Certificate2 leaf, X509Certificate2[] sent, SslPolicyErrors errors)
    {
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.Build(leaf);
        using (leaf) return authority.Trusts(leaf, leaf, chain, errors);
    }
}
