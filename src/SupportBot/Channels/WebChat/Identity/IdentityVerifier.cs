using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.WebChat.Identity;

// Verifies what a site says about a visitor: "JWT", or {"userId":"…","hmac":"…"}.
internal sealed class IdentityVerifier
{
    public const int MaxLength = 4096;

    // Clocks of the site and of this host differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly VisitorIdentityOptions _options;
    private readonly TokenValidationParameters _validation;
    private readonly VisitorIdentityStore _identities;
    private readonly TimeProvider _clock;

    public IdentityVerifier(
        IOptions<VisitorIdentityOptions> options, VisitorIdentityStore identities, TimeProvider clock)
    {
        (_options, _identities, _clock) = (options.Value, identities, clock);
        _validation = new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer,
            ValidateIssuer = _options.Issuer.Length > 0,
            ValidAudience = _options.Audience,
            ValidateAudience = _options.Audience.Length > 0,
            ValidateLifetime = false, // Checked below, by the injected clock.
            ValidAlgorithms =
            [
                .. _options.Secrets.Count > 0 ? [SecurityAlgorithms.HmacSha256] : Array.Empty<string>(),
                .. _options.PublicKeys.Count > 0 ? [SecurityAlgorithms.RsaSha256] : Array.Empty<string>(),
            ],
            IssuerSigningKeys =
            [
                .. _options.Secrets.Select(secret => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret))),
                .. _options.PublicKeys.Select(PublicKey),
            ],
        };
    }

    public async Task<VerifiedIdentity> VerifyAsync(JsonElement given, CancellationToken cancellationToken)
    {
        if (!_options.IsConfigured) return VerifiedIdentity.Refused("WebChat:Identity is not set on this host.");
        var (identity, issuedAt) = given switch
        {
            { ValueKind: JsonValueKind.String } => await ReadTokenAsync(given.GetString()!),
            { ValueKind: JsonValueKind.Object } => (ReadHmac(given), DateTimeOffset.MinValue),
            _ => (VerifiedIdentity.Refused("The identity must be a JWT, or an object with userId and hmac."), default),
        };
        if (identity.Identity is not { } visitor) return identity;
        var revoked = await _identities.RevokedAtAsync(visitor.Subject, cancellationToken);
        return revoked >= issuedAt
            ? VerifiedIdentity.Refused("The identity was revoked after it was issued.")
            : identity;
    }

    private async Task<(VerifiedIdentity, DateTimeOffset)> ReadTokenAsync(string token)
    {
        if (token.Length > MaxLength) return Refuse($"The JWT must not exceed {MaxLength} characters.");
        var result = await _handler.ValidateTokenAsync(token, _validation);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return Refuse("The signature, the algorithm, the issuer or the audience of the JWT is not valid.");
        if (jwt.ValidTo == DateTime.MinValue) return Refuse("The JWT has no exp.");
        var now = _clock.GetUtcNow().UtcDateTime;
        if (now - ClockSkew >= jwt.ValidTo) return Refuse("The JWT has expired.");
        if (now + ClockSkew < jwt.ValidFrom) return Refuse("The JWT is not valid yet.");
        if (jwt.ValidTo > now + TimeSpan.FromHours(_options.MaxHours) + ClockSkew)
            return Refuse($"The JWT must expire within {_options.MaxHours} hours.");
        var issuedAt = jwt.IssuedAt == DateTime.MinValue
            ? DateTimeOffset.MinValue
            : new DateTimeOffset(jwt.IssuedAt, TimeSpan.Zero);
        return (IdentityClaims.Read(Base64UrlEncoder.Decode(jwt.EncodedPayload)), issuedAt);
    }

    // The prefix keeps the HMAC of an id that a visitor chose from being the signature of a JWT.
    private VerifiedIdentity ReadHmac(JsonElement given)
    {
        if (Text(given, "userId") is not { } userId || Text(given, "hmac") is not { Length: 64 } hmac)
            return VerifiedIdentity.Refused("The identity needs userId and hmac, 64 hexadecimal digits.");
        var signed = Encoding.UTF8.GetBytes($"user:{userId}");
        var given64 = Encoding.ASCII.GetBytes(hmac.ToLowerInvariant());
        var isValid = _options.Secrets.Any(secret => CryptographicOperations.FixedTimeEquals(
            given64,
            Encoding.ASCII.GetBytes(
                Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)))));
        return isValid
            ? IdentityClaims.Of(userId, name: null, email: null, claims: [])
            : VerifiedIdentity.Refused("The hmac does not fit the userId.");
    }

    private static string? Text(JsonElement given, string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static RsaSecurityKey PublicKey(string pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false));
    }

    private static (VerifiedIdentity, DateTimeOffset) Refuse(string reason) =>
        (VerifiedIdentity.Refused(reason), default);
}

// Either an identity, or the reason why there is none, in words for the developer of the site.
internal sealed record VerifiedIdentity(VisitorIdentity? Identity, string Reason)
{
    public static VerifiedIdentity Refused(string reason) => new(null, reason);
}
