using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Authentication;

/// <summary>The SDK needs a client of the token service in each turn; a bot without sign-in has none.</summary>
internal sealed class NoUserTokens : UserTokenClient
{
    public static readonly NoUserTokens Instance = new();

    private static InvalidOperationException NoSignIn => new("This bot signs nobody in: it has no user tokens.");

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
