using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace SupportBot.BotFramework.Authentication;

/// <summary>
/// No access token could be acquired. The message of Microsoft Entra names the wrong setting.
/// </summary>
/// <param name="message">Message to show or log.</param>
/// <param name="code">Code of Entra, such as <c>AADSTS7000215</c>, or of MSAL if Entra did not answer.</param>
/// <param name="inner">Exception of MSAL or of the HTTP client.</param>
public sealed class AccessTokenException(string message, string code, Exception inner) : Exception(message, inner)
{
    /// <summary>Code if Entra could not be reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Code of Entra or MSAL.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// Acquires the access tokens with which a bot sends (OAuth 2.0 client credentials, or the managed identity of the
/// host). MSAL caches and renews them.
/// </summary>
public sealed partial class AccessTokens
{
    // Remaining lifetime below which MSAL is asked again; it renews five minutes before expiry. Asking it for each
    // message is slow.
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(10);

    private readonly Func<CancellationToken, Task<AuthenticationResult>> _acquire;
    private volatile AuthenticationResult? _last;

    private AccessTokens(Func<CancellationToken, Task<AuthenticationResult>> acquire) => _acquire = acquire;

    /// <summary>Creates the tokens of the registration in the settings.</summary>
    /// <param name="options">Valid settings with an app id.</param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens For(BotFrameworkOptions options, HttpClient? http = null) =>
        options.MicrosoftAppType switch
        {
            BotFrameworkOptions.UserAssignedMsi =>
                ForManagedIdentity(options.SelectedCloud, options.MicrosoftAppId, http),
            BotFrameworkOptions.MultiTenant => ForSecret(
                options.SelectedCloud, options.MicrosoftAppId, options.MicrosoftAppPassword, "botframework.com", http),
            _ => ForSecret(
                options.SelectedCloud, options.MicrosoftAppId, options.MicrosoftAppPassword,
                options.MicrosoftAppTenantId, http),
        };

    /// <summary>Creates the tokens of an app registration with a client secret.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">App (client) id.</param>
    /// <param name="secret">Value of the secret, not its id.</param>
    /// <param name="tenant">
    /// Tenant of the app; <c>botframework.com</c> for a multi-tenant bot registered before August 2025.
    /// </param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens ForSecret(
        BotCloud cloud, string appId, string secret, string tenant, HttpClient? http = null)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(appId)
            .WithClientSecret(secret)
            .WithAuthority(new Uri(cloud.Login, tenant), validateAuthority: false)
            .WithInstanceDiscovery(false);
        if (http is not null) builder = builder.WithHttpClientFactory(new FixedHttpClientFactory(http));
        var app = builder.Build();
        return new AccessTokens(token => app.AcquireTokenForClient([cloud.Scope]).ExecuteAsync(token));
    }

    /// <summary>Creates the tokens of a user-assigned managed identity, which needs no secret.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="appId">Client id of the identity, which is the app id of the bot.</param>
    /// <param name="http">Sends the requests; null for MSAL's own client.</param>
    public static AccessTokens ForManagedIdentity(BotCloud cloud, string appId, HttpClient? http = null)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId));
        if (http is not null) builder = builder.WithHttpClientFactory(new FixedHttpClientFactory(http));
        var app = builder.Build();
        var resource = cloud.Scope[..cloud.Scope.LastIndexOf('/')];
        return new AccessTokens(token => app.AcquireTokenForManagedIdentity(resource).ExecuteAsync(token));
    }

    /// <summary>Gets a token that is valid for at least five minutes.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AccessTokenException">Entra rejected the request, or could not be reached.</exception>
    public async Task<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && last.ExpiresOn - TimeProvider.System.GetUtcNow() > RenewalMargin)
            return last.AccessToken; // MSAL uses the system clock too.
        try
        {
            return (_last = await _acquire(cancellationToken).ConfigureAwait(false)).AccessToken;
        }
        catch (MsalException e)
        {
            throw new AccessTokenException(
                $"No access token could be acquired: {e.Message}",
                EntraCode().Match(e.Message) is { Success: true } code ? code.Value : e.ErrorCode, e);
        }
        catch (HttpRequestException e)
        {
            throw new AccessTokenException(
                $"No access token could be acquired: {e.Message}", AccessTokenException.Unreachable, e);
        }
    }

    [GeneratedRegex(@"AADSTS\d+", RegexOptions.NonBacktracking)]
    private static partial Regex EntraCode();

    private sealed class FixedHttpClientFactory(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
