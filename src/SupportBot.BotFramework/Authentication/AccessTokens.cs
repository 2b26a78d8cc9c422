using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace SupportBot.BotFramework.Authentication;

/// <summary>No token for sending could be got; the message is Microsoft Entra's and names the wrong setting.</summary>
public sealed class AccessTokenException(string message, Exception inner) : Exception(message, inner);

/// <summary>
/// Gets the tokens that a bot sends with (OAuth 2.0 client credentials, or the host's managed identity). Kept and renewed
/// in time by MSAL.
/// </summary>
public sealed class AccessTokens
{
    private readonly Func<CancellationToken, Task<AuthenticationResult>> _acquire;

    private AccessTokens(Func<CancellationToken, Task<AuthenticationResult>> acquire) => _acquire = acquire;

    /// <summary>For an app registration with a client secret.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">The app (client) id.</param>
    /// <param name="secret">The secret's value, not its id.</param>
    /// <param name="tenant">The app's own tenant; <c>botframework.com</c> for a multi-tenant bot from before August 2025.</param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens ForSecret(BotCloud cloud, string appId, string secret, string tenant, IMsalHttpClientFactory? http = null)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(appId)
            .WithClientSecret(secret)
            .WithAuthority(new Uri(cloud.Login, tenant), validateAuthority: false)
            .WithInstanceDiscovery(false);
        if (http is not null) builder = builder.WithHttpClientFactory(http);
        var app = builder.Build();
        return new AccessTokens(token => app.AcquireTokenForClient([cloud.Scope]).ExecuteAsync(token));
    }

    /// <summary>For a user-assigned managed identity: no secret at all.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">The identity's client id, which is the bot's app id.</param>
    public static AccessTokens ForManagedIdentity(BotCloud cloud, string appId)
    {
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId)).Build();
        var resource = cloud.Scope[..cloud.Scope.LastIndexOf('/')];
        return new AccessTokens(token => app.AcquireTokenForManagedIdentity(resource).ExecuteAsync(token));
    }

    /// <exception cref="AccessTokenException">Entra refused, or cannot be reached.</exception>
    public async Task<string?> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _acquire(cancellationToken).ConfigureAwait(false)).AccessToken;
        }
        catch (MsalException e)
        {
            throw new AccessTokenException($"No token for sending: {e.Message}", e);
        }
    }
}
