using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Authentication;

/// <summary>
/// Authenticates what channels send, without the exceptions that the SDK makes: a token must name the service address
/// and be endorsed for the channel, tokens of the emulator and of other bots are refused, and the access token is sent
/// to trusted addresses only.
/// </summary>
/// <param name="options">The registration.</param>
/// <param name="tokens">Verifies the tokens of channels.</param>
/// <param name="connectors">The Connectors that may be called.</param>
public sealed class StrictAuthentication(
    BotFrameworkOptions options, ChannelTokens tokens, TrustedConnectors connectors) : BotFrameworkAuthentication
{
    internal TrustedConnectors Connectors => connectors;

    /// <inheritdoc/>
    /// <exception cref="UnauthorizedAccessException">The caller is not a channel of this bot.</exception>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var verdict = await VerifyAsync(authHeader, cancellationToken).ConfigureAwait(false);
        var problem = verdict is TokenVerdict.Accepted accepted ? Problem(accepted.Token, activity) : "no valid token";
        return problem is null ? Accept() : throw new UnauthorizedAccessException(problem);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: named pipes and sockets of the SDK are not served.</exception>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Streaming connections are not served.");

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => connectors;

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(NoUserTokens.Instance);

    /// <summary>Verifies the value of an <c>Authorization</c> header, before anything of the body is read.</summary>
    internal Task<TokenVerdict> VerifyAsync(string? authorization, CancellationToken cancellationToken) =>
        tokens.VerifyAsync(authorization, cancellationToken);

    /// <summary>Why a verified token does not vouch for an activity; null where it does.</summary>
    internal string? Problem(ChannelToken token, Activity activity)
    {
        if (!token.IsFrom(activity)) return "the token is for another service address";
        if (!token.IsEndorsedFor(activity)) return "the token's key is not endorsed for the channel";
        return connectors.Trusts(activity.ServiceUrl) ? null : "the service address is on no host of the cloud";
    }

    /// <summary>What the SDK is told of a caller whom this class has accepted.</summary>
    internal AuthenticateRequestResult Accept() => new()
    {
        Audience = options.Chosen.Scope,
        ClaimsIdentity = new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, options.MicrosoftAppId)]),
        ConnectorFactory = connectors,
    };
}
