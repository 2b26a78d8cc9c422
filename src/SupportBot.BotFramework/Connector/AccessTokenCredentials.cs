using System.Net.Http.Headers;
using Microsoft.Rest;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

/// <summary>Adds the access token to the requests of the SDK's client.</summary>
internal sealed class AccessTokenCredentials(AccessTokens? tokens) : ServiceClientCredentials
{
    /// <exception cref="AccessTokenException">There is no token; nothing was sent.</exception>
    public override async Task ProcessHttpRequestAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (tokens is null) return;
        try
        {
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        catch (OperationCanceledException e)
        {
            throw new AccessTokenException("No token for sending came in time.", AccessTokenException.Unreachable, e);
        }
    }
}
