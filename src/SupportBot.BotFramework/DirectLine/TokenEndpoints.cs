using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class TokenEndpoints(DirectLineOptions options, DirectLineTokens tokens)
{
    public async Task<IResult> GenerateAsync(HttpContext http)
    {
        if (!http.GetIdentity().IsSecret) return DirectLineError.SecretNeeded();
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return DirectLineError.TooLarge(options.LargestBody);
        if (!RequestBody.TryReadParameters(body, out var parameters, out var error))
            return DirectLineError.BadArgument(error);
        return TokenResult(
            new DirectLineIdentity(
                DirectLineActivities.NewConversationId(), parameters.User?.Id, parameters.TrustedOrigins ?? []));
    }

    public IResult Refresh(HttpContext http)
    {
        var identity = http.GetIdentity();
        return identity.IsSecret ? DirectLineError.TokenNeeded() : TokenResult(identity);
    }

    private JsonHttpResult<ConversationResponse> TokenResult(DirectLineIdentity identity) => TypedResults.Json(
            new ConversationResponse(
                identity.ConversationId!, tokens.Issue(identity, TokenUse.Access, options.TokenLifetime),
                (int)options.TokenLifetime.TotalSeconds),
        DirectLineJson.Default.ConversationResponse);
}
