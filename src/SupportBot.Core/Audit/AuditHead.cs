using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Core.Audit;

/// <summary>
/// The signed head of a chain. A copy kept elsewhere proves that no earlier record was changed or removed.
/// </summary>
/// <param name="Brand">Whose chain.</param>
/// <param name="Position">Of the last record.</param>
/// <param name="Hash">Of the chain there, lower-case hex.</param>
/// <param name="SignedAtMs">Unix time in milliseconds.</param>
/// <param name="PublicKey">ECDSA P-256 key as SubjectPublicKeyInfo, base64.</param>
/// <param name="Signature">Over brand, position, hash and time, one a line; SHA-256, IEEE P1363, base64.</param>
public sealed record AuditHead(
    string Brand, long Position, string Hash, long SignedAtMs, string PublicKey, string Signature)
{
    internal const string Columns = "brand AS Brand, position AS Position, hash AS Hash, signed_at AS SignedAtMs, "
        + "public_key AS PublicKey, signature AS Signature";

    /// <summary>Signs the end of a chain.</summary>
    public static AuditHead Sign(ECDsa key, string brand, long position, string hash, DateTimeOffset now)
    {
        var head = new AuditHead(brand, position, hash, now.ToUnixTimeMilliseconds(), PublicKeyOf(key), "");
        return head with { Signature = Convert.ToBase64String(key.SignData(head.Signed(), HashAlgorithmName.SHA256)) };
    }

    /// <summary>Whether it was signed with this key and is as it was signed.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        var signature = new byte[Signature.Length];
        return PublicKey == PublicKeyOf(key)
            && Convert.TryFromBase64String(Signature, signature, out var length)
            && key.VerifyData(Signed(), signature.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    private byte[] Signed() =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Brand}\n{Position}\n{Hash}\n{SignedAtMs}"));

    private static string PublicKeyOf(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
}
