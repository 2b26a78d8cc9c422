using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Purpose of a token. A token is valid for one purpose only.</summary>
public enum TokenUse
{
    /// <summary>Calls Direct Line.</summary>
    Access,

    /// <summary>Opens one stream: the ticket in a stream URL.</summary>
    Stream,
}

/// <summary>Validity of a token.</summary>
public enum TokenState
{
    /// <summary>The token is valid.</summary>
    Valid,

    /// <summary>The token was valid and has expired.</summary>
    Expired,

    /// <summary>The token was not issued by this server, or has another purpose.</summary>
    Invalid,
}

/// <summary>
/// Issues and reads signed tokens (JWT, HS256) with the claims <c>conv</c>, <c>user</c>, <c>origins</c>, <c>exp</c> and
/// <c>jti</c>, and a key id. DirectLineJS and Web Chat read the claim <c>user</c>.
/// </summary>
public sealed class DirectLineTokens
{
    private const string Issuer = "urn:botframework:directline";
    private const string AfterClaim = "after";

    private readonly JsonWebTokenHandler _handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MapInboundClaims = false,
    };
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;
    private readonly TimeProvider _clock;

    /// <param name="options">Signing keys.</param>
    /// <param name="clock">Clock for lifetimes.</param>
    public DirectLineTokens(DirectLineOptions options, TimeProvider clock)
    {
        IReadOnlyList<byte[]> keys =
            options.SigningKeys.Count > 0 ? options.SigningKeys : [RandomNumberGenerator.GetBytes(32)];
        var signingKeys = keys.Select(key => new SymmetricSecurityKey(key)
            {
                KeyId = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 6)),
            })
            .ToList();
        _clock = clock;
        _signing = new SigningCredentials(signingKeys[0], SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false, // Compared below: a wrong purpose is not the same as expired.
            ValidateLifetime = false, // Checked below, by the injected clock.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeys = signingKeys,
            TryAllIssuerSigningKeys = false,
        };
    }

    /// <summary>Issues a token for a conversation.</summary>
    /// <param name="identity">The conversation, its user and the origins that may use the token.</param>
    /// <param name="use">Purpose of the token.</param>
    /// <param name="lifetime">Lifetime of the token.</param>
    /// <param name="after">For a stream: number of the log entry after which it begins.</param>
    /// <returns>The signed token.</returns>
    /// <exception cref="ArgumentException">The identity is that of a secret.</exception>
    public string Issue(DirectLineIdentity identity, TokenUse use, TimeSpan lifetime, long? after = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["conv"] =
                identity.ConversationId
                ?? throw new ArgumentException("A token is for one conversation; a secret has none.", nameof(identity)),
            ["jti"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
        };
        if (identity.UserId is { } user) claims["user"] = user;
        if (identity.Origins.Count > 0) claims["origins"] = identity.Origins.ToArray();
        if (after is { } number) claims[AfterClaim] = number;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = use.ToString(),
            Claims = claims,
            Expires = (_clock.GetUtcNow() + lifetime).UtcDateTime,
            SigningCredentials = _signing,
        });
    }

    /// <summary>Reads and verifies a token.</summary>
    /// <param name="token">A token that a client sent.</param>
    /// <param name="use">Required purpose.</param>
    /// <returns>The state and contents of the token; never null.</returns>
    public async ValueTask<TokenReadResult> ReadAsync(string token, TokenUse use)
    {
        var result = await _handler.ValidateTokenAsync(token, _validation).ConfigureAwait(false);
        if (!result.IsValid
            || result.SecurityToken is not JsonWebToken jwt
            || !jwt.Audiences.SequenceEqual([use.ToString()])
            || !jwt.TryGetPayloadValue<string>("conv", out var conversation)
            || jwt.ValidTo == DateTime.MinValue
            || jwt.Id.Length == 0)
            return TokenReadResult.Invalid;
        var user = jwt.TryGetPayloadValue<string>("user", out var u) ? u : null;
        var after = jwt.TryGetPayloadValue<long>(AfterClaim, out var a) ? a : 0;
        var origins = jwt.Claims.Where(claim => claim.Type == "origins").Select(claim => claim.Value).ToList();
        // The same server issues and verifies, so there is no clock skew to allow for.
        var state = _clock.GetUtcNow().UtcDateTime >= jwt.ValidTo ? TokenState.Expired : TokenState.Valid;
        var identity = new DirectLineIdentity(conversation, user, origins);
        return new TokenReadResult(state, identity, after, jwt.ValidTo, jwt.Id);
    }
}

/// <summary>Result of reading a token.</summary>
/// <param name="State">Validity of the token. Use the other members only if the token is valid or expired.</param>
/// <param name="Identity">What the token grants access to.</param>
/// <param name="After">For a stream: number of the log entry after which it begins.</param>
/// <param name="Expiry">Time at which the token expires, in UTC.</param>
/// <param name="Id">Random id of the token.</param>
public sealed record TokenReadResult(
    TokenState State, DirectLineIdentity Identity, long After, DateTimeOffset Expiry, string Id)
{
    internal static readonly TokenReadResult Invalid = new(
        TokenState.Invalid, new DirectLineIdentity("", null, []), 0, DateTimeOffset.MinValue, "");
}
