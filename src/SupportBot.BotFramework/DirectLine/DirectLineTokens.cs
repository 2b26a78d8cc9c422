using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>What a token is for; one cannot stand in for another.</summary>
public enum TokenUse
{
    /// <summary>Calls Direct Line.</summary>
    Access,

    /// <summary>Opens one stream: a ticket within a stream URL.</summary>
    Stream,
}

/// <summary>Whether a token holds.</summary>
public enum TokenState
{
    /// <summary>It holds.</summary>
    Valid,

    /// <summary>It did once.</summary>
    Expired,

    /// <summary>It is not one of ours, or for another use.</summary>
    Invalid,
}

/// <summary>
/// Issues and reads signed tokens (JWT, HS256) with <c>conv</c>, <c>user</c>, <c>origins</c>, <c>exp</c>, <c>jti</c>
/// and
/// a key id. DirectLineJS and Web Chat read the claim <c>user</c>.
/// </summary>
public sealed class DirectLineTokens
{
    private const string Issuer = "urn:botframework:directline";
    private const string After = "after";

    private readonly JsonWebTokenHandler _handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MapInboundClaims = false,
    };
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;
    private readonly TimeProvider _clock;

    /// <param name="options">Keys and lifetimes.</param>
    /// <param name="clock">The time.</param>
    public DirectLineTokens(DirectLineOptions options, TimeProvider clock)
    {
        IReadOnlyList<byte[]> keys =
            options.SigningKeys.Count > 0 ? options.SigningKeys : [RandomNumberGenerator.GetBytes(32)];
        var named = keys.Select(key => new SymmetricSecurityKey(key)
            {
                KeyId = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 6)),
            })
            .ToList();
        _clock = clock;
        _signing = new SigningCredentials(named[0], SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false, // The use is compared below, so that a wrong one is told from an expired one.
            ValidateLifetime = false, // Ours below, by our clock.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeys = named,
            TryAllIssuerSigningKeys = false,
        };
    }

    /// <summary>Issues a token for a conversation.</summary>
    /// <param name="identity">The conversation, its user and the origins that may use it.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="lifetime">How long it holds.</param>
    /// <param name="after">For a stream: the number in the log after which it begins.</param>
    public string Issue(DirectLineIdentity identity, TokenUse use, TimeSpan lifetime, long? after = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["conv"] =
                identity.ConversationId
                ?? throw new ArgumentException("A token is for one conversation.", nameof(identity)),
            ["jti"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
        };
        if (identity.UserId is { } user) claims["user"] = user;
        if (identity.Origins.Count > 0) claims["origins"] = identity.Origins.ToArray();
        if (after is { } number) claims[After] = number;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = use.ToString(),
            Claims = claims,
            Expires = (_clock.GetUtcNow() + lifetime).UtcDateTime,
            SigningCredentials = _signing,
        });
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">What a client sent.</param>
    /// <param name="use">What it wants to use it for.</param>
    public async ValueTask<TokenReading> ReadAsync(string token, TokenUse use)
    {
        var result = await _handler.ValidateTokenAsync(token, _validation).ConfigureAwait(false);
        if (
            !result.IsValid
            || result.SecurityToken is not JsonWebToken jwt
            || !jwt.Audiences.SequenceEqual([use.ToString()])
            || !jwt.TryGetPayloadValue<string>("conv", out var conversation)
            || jwt.ValidTo == DateTime.MinValue
            || jwt.Id.Length == 0)
            return TokenReading.Invalid;
        var user = jwt.TryGetPayloadValue<string>("user", out var u) ? u : null;
        var after = jwt.TryGetPayloadValue<long>(After, out var a) ? a : 0;
        var origins = jwt.Claims.Where(claim => claim.Type == "origins").Select(claim => claim.Value).ToList();
        // We issue and verify, so no clock skew is added: a token ends when it says so.
        var state = _clock.GetUtcNow().UtcDateTime >= jwt.ValidTo ? TokenState.Expired : TokenState.Valid;
        return new TokenReading(state, new DirectLineIdentity(conversation, user, origins), after, jwt.ValidTo, jwt.Id);
    }
}

/// <summary>What a token says.</summary>
/// <param name="State">Whether it holds; the rest is to be used only where it does.</param>
/// <param name="Identity">What it allows.</param>
/// <param name="After">For a stream: the number in the log after which it begins.</param>
/// <param name="Expiry">When it ends or ended, UTC.</param>
/// <param name="Id">Its random id.</param>
public sealed record TokenReading(
    TokenState State, DirectLineIdentity Identity, long After, DateTimeOffset Expiry, string Id)
{
    internal static readonly TokenReading Invalid = new(
        TokenState.Invalid, new DirectLineIdentity("", null, []), 0, DateTimeOffset.MinValue, "");
}
