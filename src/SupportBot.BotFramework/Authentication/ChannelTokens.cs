using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.Authentication;

/// <summary>What became of a caller's token.</summary>
public abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>It is the channel's own, for this bot.</summary>
    public sealed record Accepted(ChannelToken Token) : TokenVerdict;

    /// <summary>
    /// There is none, or it is not to be believed: 401. The reason is for our own log, never for the caller.
    /// </summary>
    public sealed record Rejected(string Reason) : TokenVerdict;

    /// <summary>The issuer's keys could never be fetched, so nothing can be believed: 503.</summary>
    public sealed record Unverifiable : TokenVerdict;
}

/// <summary>
/// Verifies the bearer tokens that channels send (Bot Framework authentication, "connector to bot"): RS256 by a key of
/// the
/// cloud's own metadata, issuer, audience and lifetime. Tokens of the emulator, of other bots (skills) and of the
/// AseChannel are not accepted: the first would let our own outbound token come back as a caller's.
/// </summary>
/// <param name="appId">Our app id: the audience.</param>
/// <param name="cloud">The cloud whose issuer is believed.</param>
/// <param name="keys">The issuer's keys.</param>
/// <param name="clock">The time.</param>
public sealed class ChannelTokens(string appId, BotCloud cloud, SigningKeys keys, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly VerifiedTokens _verified = new();
    private readonly JsonWebTokenHandler _handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = LongestToken,
    };

    /// <summary>
    /// Verifies the value of an <c>Authorization</c> header, before anything of the body is looked at.
    /// </summary>
    public async Task<TokenVerdict> VerifyAsync(string? authorization, CancellationToken cancellationToken = default)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) != true)
            return new TokenVerdict.Rejected("no bearer token");
        var bearer = authorization[Scheme.Length..];
        if (bearer.Length > LongestToken) return new TokenVerdict.Rejected("no JWT");
        return
            _verified.TryGet(bearer, out var before)
            && await StillHoldsAsync(before, cancellationToken).ConfigureAwait(false)
            ? before.Verdict
            : await VerifyAnewAsync(bearer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A key that the issuer no longer names takes its tokens with it.</summary>
    private async Task<bool> StillHoldsAsync(VerifiedToken token, CancellationToken cancellationToken) =>
        IsNow(token.From, token.Until)
        && await keys.ForAsync(token.KeyId, cancellationToken).ConfigureAwait(false) is { } known
        && known.TryGetValue(token.KeyId, out var key) && ReferenceEquals(key, token.Key);

    private async Task<TokenVerdict> VerifyAnewAsync(string bearer, CancellationToken cancellationToken)
    {
        if (!_handler.CanReadToken(bearer)) return new TokenVerdict.Rejected("no JWT");
        if (Read(bearer) is not { Kid.Length: > 0 } unverified) return new TokenVerdict.Rejected("no key id");

        if (await keys.ForAsync(unverified.Kid, cancellationToken).ConfigureAwait(false) is not { } known)
            return new TokenVerdict.Unverifiable();
        if (!known.TryGetValue(unverified.Kid, out var key)) return new TokenVerdict.Rejected("unknown key id");

        var result = await _handler.ValidateTokenAsync(bearer, Rules(key)).ConfigureAwait(false);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken token })
            return new TokenVerdict.Rejected(result.Exception?.GetType().Name ?? "invalid");
        var accepted = new TokenVerdict.Accepted(new ChannelToken(ServiceUrl(token), key.Endorsements));
        _verified.Add(
            bearer,
            new VerifiedToken(
                unverified.Kid, key, token.ValidFrom == DateTime.MinValue ? null : token.ValidFrom, token.ValidTo,
                accepted));
        return accepted;
    }

    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidIssuer = cloud.Issuer,
        AudienceValidator = (_, token, _) => IsOurs((JsonWebToken)token),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until),
    };

    /// <summary>One audience, as a text: channels write no list.</summary>
    private bool IsOurs(JsonWebToken token) =>
        token.TryGetPayloadValue<object>("aud", out var audience) && audience is string text && text == appId;

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + Skew && (from is not { } begin || now >= begin - Skew);
    }

    private JsonWebToken? Read(string bearer)
    {
        try
        {
            return _handler.ReadJsonWebToken(bearer);
        }
        catch (ArgumentException)
        {
            return null; // The library's word for a token whose parts are no JSON.
        }
    }

    private static string? ServiceUrl(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null;
}

/// <summary>A verified token, which speaks for activities of some channels and one service address.</summary>
/// <param name="ServiceUrl">The only address whose activities it speaks for.</param>
/// <param name="Endorsements">The channels that its key may speak for.</param>
public sealed record ChannelToken(string? ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>
    /// Whether the activity's address is the token's. Stricter than Microsoft's SDKs, which skip the check when the
    /// activity names no address.
    /// </summary>
    public bool IsFrom(Activity activity) =>
        activity.ServiceUrl is { Length: > 0 } url
        && string.Equals(url, ServiceUrl, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key may speak for the activity's channel; the SDKs skip this when it names none.</summary>
    public bool IsEndorsedFor(Activity activity) =>
        activity.ChannelId is { Length: > 0 } channel && Endorsements.Contains(channel, StringComparer.Ordinal);
}
