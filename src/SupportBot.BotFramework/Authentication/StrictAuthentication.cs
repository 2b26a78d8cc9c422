using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Authentication;

/// <summary>
/// Authenticates what channels send, without the exceptions that the SDK allows: a token must name the service address
/// and be endorsed for the channel, tokens of the emulator and of other bots are rejected, and the access token is sent
/// to trusted addresses only.
/// </summary>
/// <param name="options">The registration.</param>
/// <param name="tokens">Verifies the tokens of channels.</param>
/// <param name="connectors">The trusted Connectors.</param>
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
        var problem = verdict is TokenVerdict.Accepted accepted
            ? FindProblem(accepted.Token, activity)
            : "no valid token";
        return problem is null ? CreateResult() : throw new UnauthorizedAccessException(problem);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">
    /// Always: the streaming connections of the SDK are not supported.
    /// </exception>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Streaming connections are not supported.");

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => connectors;

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(
        ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(NullUserTokenClient.Instance);

    internal Task<TokenVerdict> VerifyAsync(string? authorization, CancellationToken cancellationToken) =>
        tokens.VerifyAsync(authorization, cancellationToken);

    // Null if the token vouches for the activity.
    internal string? FindProblem(ChannelToken token, Activity activity)
    {
        if (!token.IsFrom(activity)) return "the token is for another service address";
        if (!token.IsEndorsedFor(activity)) return "the token's key is not endorsed for the channel";
        return connectors.Trusts(activity.ServiceUrl) ? null : "the service address is on no host of the cloud";
    }

    internal AuthenticateRequestResult CreateResult() => new()
    {
        Audience = options.SelectedCloud.Scope,
        ClaimsIdentity = new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, options.MicrosoftAppId)]),
        ConnectorFactory = connectors,
    };
}
