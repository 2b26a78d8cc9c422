using Microsoft.Bot.Schema;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.Authentication;

/// <summary>Result of verifying the token of a caller.</summary>
public abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>The token is from a channel, for this bot.</summary>
    /// <param name="Token">The verified token.</param>
    public sealed record Accepted(ChannelToken Token) : TokenVerdict;

    /// <summary>The token is missing or invalid: respond with 401.</summary>
    /// <param name="Reason">Reason for the log; do not disclose it to the caller.</param>
    public sealed record Rejected(string Reason) : TokenVerdict;

    /// <summary>The keys of the issuer could never be fetched, so no token can be verified: respond with 503.</summary>
    public sealed record Unverifiable : TokenVerdict;
}

/// <summary>
/// Verifies the bearer tokens that channels send (Bot Framework authentication, "connector to bot"): RS256 with a key
/// from the metadata of the cloud, issuer, audience and lifetime. Tokens of the emulator, of other bots (skills) and of
/// the AseChannel are rejected; accepting those of the emulator would let the bot's own access token come back as a
/// caller's.
/// </summary>
/// <param name="appId">App id of the bot, which is the audience.</param>
/// <param name="cloud">The cloud whose issuer is trusted.</param>
/// <param name="keys">Keys of the issuer.</param>
/// <param name="clock">Clock for lifetimes.</param>
public sealed class ChannelTokens(string appId, BotCloud cloud, SigningKeys keys, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly VerifiedTokens _verified = new();
    private readonly JsonWebTokenHandler _handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = MaxTokenLength,
    };

    /// <summary>Verifies the value of an <c>Authorization</c> header. Call it before reading the body.</summary>
    /// <param name="authorization">The value; null if there is no header.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenVerdict> VerifyAsync(string? authorization, CancellationToken cancellationToken = default)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) != true)
            return new TokenVerdict.Rejected("no bearer token");
        var bearer = authorization[Scheme.Length..];
        if (bearer.Length > MaxTokenLength) return new TokenVerdict.Rejected("not a JWT");
        return
            _verified.TryGet(bearer, out var cached)
            && await IsStillValidAsync(cached, cancellationToken).ConfigureAwait(false)
            ? cached.Verdict
            : await VerifyUncachedAsync(bearer, cancellationToken).ConfigureAwait(false);
    }

    // A key that the issuer no longer publishes invalidates its tokens.
    private async Task<bool> IsStillValidAsync(VerifiedToken token, CancellationToken cancellationToken) =>
        IsCurrent(token.ValidFrom, token.ValidTo)
        && await keys.GetAsync(token.KeyId, cancellationToken).ConfigureAwait(false) is { } known
        && known.TryGetValue(token.KeyId, out var key) && ReferenceEquals(key, token.Key);

    private async Task<TokenVerdict> VerifyUncachedAsync(string bearer, CancellationToken cancellationToken)
    {
        if (!_handler.CanReadToken(bearer)) return new TokenVerdict.Rejected("not a JWT");
        if (Read(bearer) is not { Kid.Length: > 0 } unverified) return new TokenVerdict.Rejected("no key id");

        if (await keys.GetAsync(unverified.Kid, cancellationToken).ConfigureAwait(false) is not { } known)
            return new TokenVerdict.Unverifiable();
        if (!known.TryGetValue(unverified.Kid, out var key)) return new TokenVerdict.Rejected("unknown key id");

        var result = await _handler.ValidateTokenAsync(bearer, ValidationParameters(key)).ConfigureAwait(false);
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

    private TokenValidationParameters ValidationParameters(SigningKey key) => new()
    {
        ValidIssuer = cloud.Issuer,
        AudienceValidator = (_, token, _) => IsForThisBot((JsonWebToken)token),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
    };

    // One audience, as a string: channels do not send a list.
    private bool IsForThisBot(JsonWebToken token) =>
        token.TryGetPayloadValue<object>("aud", out var audience) && audience is string text && text == appId;

    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now <= end + ClockSkew && (from is not { } begin || now >= begin - ClockSkew);
    }

    private JsonWebToken? Read(string bearer)
    {
        try
        {
            return _handler.ReadJsonWebToken(bearer);
        }
        catch (ArgumentException)
        {
            return null; // The parts of the token are not JSON.
        }
    }

    private static string? ServiceUrl(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null;
}

/// <summary>A verified token. It vouches for activities of certain channels and one service address.</summary>
/// <param name="ServiceUrl">The service address; null if the token names none.</param>
/// <param name="Endorsements">Ids of the channels that its key is endorsed for.</param>
public sealed record ChannelToken(string? ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>
    /// Whether the service address of an activity is that of the token. The SDK skips this check when the activity has
    /// no address.
    /// </summary>
    public bool IsFrom(Activity activity) =>
        activity.ServiceUrl is { Length: > 0 } url
        && string.Equals(url, ServiceUrl, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the key is endorsed for the channel of an activity. The SDK skips this check when the activity has no
    /// channel.
    /// </summary>
    public bool IsEndorsedFor(Activity activity) =>
        activity.ChannelId is { Length: > 0 } channel && Endorsements.Contains(channel, StringComparer.Ordinal);
}
