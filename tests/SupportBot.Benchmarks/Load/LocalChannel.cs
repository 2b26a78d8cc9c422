using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// Puts a channel on this machine in the place of Azure's: the keys come from a local issuer, replies may go to a local
/// connector. Everything else, the verification and MSAL's cache among it, is the product's.
/// </summary>
internal static class LocalChannel
{
    public static IServiceCollection AddLocalChannel(this IServiceCollection services, Uri metadata) => services
            .Replace(
                ServiceDescriptor.Singleton(provider => new SigningKeys(Http(provider), metadata, TimeProvider.System)))
        .Replace(ServiceDescriptor.Singleton(provider => new TrustedConnectors(Http(provider), Tokens(), IsLocal)));

    private static HttpClient Http(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient("botframework");

    private static AccessTokens Tokens() =>
        AccessTokens.ForSecret(
            BotCloud.Public, LocalIssuer.AppId, "a secret's value", LocalIssuer.AppId,
            new HttpClient(new LocalLogin()));

    private static bool IsLocal(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.IsLoopback;

    /// <summary>Stands for Entra: gives a token to whoever asks.</summary>
    private sealed class LocalLogin : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                    Content = new StringContent(
                        """{"token_type":"Bearer","expires_in":86399,"access_token":"a-token-for-sending"}""",
                        Encoding.UTF8,
                        "application/json"),
            });
    }
}
