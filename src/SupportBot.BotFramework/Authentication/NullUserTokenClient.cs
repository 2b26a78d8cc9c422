using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Authentication;

// The SDK needs a user token client in each turn; a bot without sign-in has none.
internal sealed class NullUserTokenClient : UserTokenClient
{
    public static readonly NullUserTokenClient Instance = new();

    private static InvalidOperationException NoSignIn => new("This bot does not sign users in.");

    public override Task<TokenResponse> GetUserTokenAsync(
        string userId, string connectionName, string channelId, string magicCode,
        CancellationToken cancellationToken) => throw NoSignIn;

    public override Task<SignInResource> GetSignInResourceAsync(
        string connectionName, Activity activity, string finalRedirect,
        CancellationToken cancellationToken) => throw NoSignIn;

    public override Task SignOutUserAsync(
        string userId, string connectionName, string channelId,
        CancellationToken cancellationToken) => throw NoSignIn;

    public override Task<TokenStatus[]> GetTokenStatusAsync(
        string userId, string channelId, string includeFilter,
        CancellationToken cancellationToken) => throw NoSignIn;

    public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(
        string userId, string connectionName, string[] resourceUrls, string channelId,
        CancellationToken cancellationToken) => throw NoSignIn;

    public override Task<TokenResponse> ExchangeTokenAsync(
        string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest,
        CancellationToken cancellationToken) => throw NoSignIn;
}
