using System.Net;
using System.Text;

namespace SupportBot.BotFramework.Tests.Connector;

/// <summary>The token endpoint of Microsoft Entra, which gives one token, or an error.</summary>
internal sealed class EntraDouble(string? error = null) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = error is null
            ? """{"token_type":"Bearer","expires_in":86399,"access_token":"our-token"}"""
            : $$"""{"error":"invalid_client","error_description":"{{error}}"}""";
        return Task.FromResult(new HttpResponseMessage(error is null ? HttpStatusCode.OK : HttpStatusCode.Unauthorized)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        });
    }
}
