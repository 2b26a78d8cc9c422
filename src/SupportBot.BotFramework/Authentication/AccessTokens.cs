using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace SupportBot.BotFramework.Authentication;

/// <summary>No token for sending could be got; the message is Microsoft Entra's and names the wrong setting.</summary>
/// <param name="message">What to show or to log.</param>
/// <param name="code">Entra's own code such as <c>AADSTS7000215</c>, or MSAL's where Entra was not asked.</param>
/// <param name="inner">MSAL's exception.</param>
public sealed class AccessTokenException(string message, string code, Exception inner) : Exception(message, inner)
{
    /// <summary>The code where nobody answered.</summary>
    public const string Unreachable = "unreachable";

    public string Code { get; } = code;
}

/// <summary>
/// Gets the tokens that a bot sends with (OAuth 2.0 client credentials, or the host's managed identity). Kept and
/// renewed
/// in time by MSAL.
/// </summary>
public sealed partial class AccessTokens
{
    /// <summary>
    /// How long before its end a token is left to MSAL again, which renews it five minutes before; to ask MSAL for each
    /// message is slow.
    /// </summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(10);

    private readonly Func<CancellationToken, Task<AuthenticationResult>> _acquire;
    private volatile AuthenticationResult? _last;

    private AccessTokens(Func<CancellationToken, Task<AuthenticationResult>> acquire) => _acquire = acquire;

    /// <summary>For the registration that the settings describe.</summary>
    /// <param name="options">Valid settings with an app id.</param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens For(BotFrameworkOptions options, HttpClient? http = null) =>
        options.MicrosoftAppType switch
    {
        BotFrameworkOptions.UserAssignedMsi => ForManagedIdentity(options.Chosen, options.MicrosoftAppId, http),
            BotFrameworkOptions.MultiTenant => ForSecret(
                options.Chosen, options.MicrosoftAppId, options.MicrosoftAppPassword, "botframework.com", http),
            _ => ForSecret(
                options.Chosen, options.MicrosoftAppId, options.MicrosoftAppPassword, options.MicrosoftAppTenantId,
                http),
    };

    /// <summary>For an app registration with a client secret.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">The app (client) id.</param>
    /// <param name="secret">The secret's value, not its id.</param>
    /// <param name="tenant">
    /// The app's own tenant; <c>botframework.com</c> for a multi-tenant bot from before August 2025.
    /// </param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens ForSecret(
        BotCloud cloud, string appId, string secret, string tenant, HttpClient? http = null)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(appId)
            .WithClientSecret(secret)
            .WithAuthority(new Uri(cloud.Login, tenant), validateAuthority: false)
            .WithInstanceDiscovery(false);
        if (http is not null) builder = builder.WithHttpClientFactory(new OneClient(http));
        var app = builder.Build();
        return new AccessTokens(token => app.AcquireTokenForClient([cloud.Scope]).ExecuteAsync(token));
    }

    /// <summary>For a user-assigned managed identity: no secret at all.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">The identity's client id, which is the bot's app id.</param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens ForManagedIdentity(BotCloud cloud, string appId, HttpClient? http = null)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId));
        if (http is not null) builder = builder.WithHttpClientFactory(new OneClient(http));
        var app = builder.Build();
        var resource = cloud.Scope[..cloud.Scope.LastIndexOf('/')];
        return new AccessTokens(token => app.AcquireTokenForManagedIdentity(resource).ExecuteAsync(token));
    }

    /// <exception cref="AccessTokenException">Entra refused, or cannot be reached.</exception>
    public async Task<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && last.ExpiresOn - TimeProvider.System.GetUtcNow() > Reserve)
            return last.AccessToken; // MSAL goes by the system's clock too.
        try
        {
            return (_last = await _acquire(cancellationToken).ConfigureAwait(false)).AccessToken;
        }
        catch (MsalException e)
        {
            throw new AccessTokenException(
                $"No token for sending: {e.Message}",
                EntraCode().Match(e.Message) is { Success: true } code ? code.Value : e.ErrorCode, e);
        }
        catch (HttpRequestException e)
        {
            throw new AccessTokenException($"No token for sending: {e.Message}", AccessTokenException.Unreachable, e);
        }
    }

    [GeneratedRegex(@"AADSTS\d+", RegexOptions.NonBacktracking)]
    private static partial Regex EntraCode();

    private sealed class OneClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
