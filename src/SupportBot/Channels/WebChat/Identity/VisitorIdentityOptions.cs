using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace SupportBot.Channels.WebChat.Identity;

/// <summary>
/// How the identity of signed-in visitors is verified, for which the site vouches: a JWT, or an HMAC of the visitor's
/// id.
/// </summary>
internal sealed class VisitorIdentityOptions : IValidatableObject
{
    /// <summary>
    /// Secrets that the site signs with (HS256, or the HMAC), 32 characters at least each. All are accepted, so that
    /// one can be replaced.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// RSA public keys whose private keys the site signs with (RS256), each in PEM, of at least 2,048 bits. All are
    /// accepted.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> PublicKeys { get; set; } = [];

    /// <summary>Required <c>iss</c> of a JWT.</summary>
    /// <value>Default empty: any.</value>
    public string Issuer { get; set; } = "";

    /// <summary>Required <c>aud</c> of a JWT.</summary>
    /// <value>Default empty: any.</value>
    public string Audience { get; set; } = "";

    /// <summary>Maximum number of hours from now until a JWT expires.</summary>
    /// <value>Default 24.</value>
    [Range(1, 720, ErrorMessage = "must be from 1 to 720.")]
    public int MaxHours { get; set; } = 24;

    internal bool IsConfigured => Secrets.Count + PublicKeys.Count > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secrets.Any(secret => secret.Length < 32))
            yield return new ValidationResult(
                "each must have 32 characters at least; make one with: openssl rand -hex 32", [nameof(Secrets)]);
        if (!PublicKeys.All(IsPublicKey))
            yield return new ValidationResult(
                "each must be an RSA public key in PEM of at least 2048 bits, from -----BEGIN PUBLIC KEY----- on.",
                [nameof(PublicKeys)]);
    }

    private static bool IsPublicKey(string pem)
    {
        if (pem.Contains("PRIVATE", StringComparison.Ordinal)) return false;
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.KeySize >= 2048;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
