using System.Net.Http.Headers;
using Microsoft.Rest;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

internal sealed class AccessTokenCredentials(AccessTokens? tokens) : ServiceClientCredentials
{
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
            throw new AccessTokenException(
                "No access token was acquired in time.", AccessTokenException.Unreachable, e);
        }
    }
}
