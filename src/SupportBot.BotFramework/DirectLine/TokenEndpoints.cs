using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SupportBot.BotFramework.DirectLine;

/// <summary><c>tokens/generate</c> and <c>tokens/refresh</c>.</summary>
internal sealed class TokenEndpoints(DirectLineOptions options, DirectLineTokens tokens)
{
    /// <summary>Gives the holder of a secret a token for a conversation that is yet to start.</summary>
    public async Task<IResult> GenerateAsync(HttpContext http)
    {
        if (!http.Identity().IsSecret) return DirectLineError.SecretNeeded();
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return DirectLineError.TooLarge(options.LargestBody);
        if (!RequestBody.TryRead(body, out var parameters, out var error)) return DirectLineError.BadArgument(error);
        return Answer(
            new DirectLineIdentity(
                DirectLineActivities.NewConversationId(), parameters.User?.Id, parameters.TrustedOrigins ?? []));
    }

    /// <summary>Gives the holder of a live token a new one that says the same.</summary>
    public IResult Refresh(HttpContext http)
    {
        var identity = http.Identity();
        return identity.IsSecret ? DirectLineError.TokenNeeded() : Answer(identity);
    }

    private JsonHttpResult<ConversationResponse> Answer(DirectLineIdentity identity) => TypedResults.Json(
            new ConversationResponse(
                identity.ConversationId!, tokens.Issue(identity, TokenUse.Access, options.TokenLifetime),
                (int)options.TokenLifetime.TotalSeconds),
        DirectLineJson.Default.ConversationResponse);
}
