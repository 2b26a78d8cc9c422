using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class ConversationEndpoints(
    DirectLineOptions options, DirectLineTokens tokens, IDirectLineConversations conversations,
    RequestLimiter requests)
{
    public async Task<IResult> StartAsync(HttpContext http)
    {
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return DirectLineError.TooLarge(options.LargestBody);
        if (!RequestBody.TryReadParameters(body, out var parameters, out var error))
            return DirectLineError.BadArgument(error);
        var identity = http.GetIdentity();
        var userId = identity.UserId ?? parameters.User?.Id;
        if (identity.IsReserved(userId)) return DirectLineError.ReservedUserId();

        var opened = new DirectLineIdentity(
            identity.ConversationId ?? DirectLineActivities.NewConversationId(), userId, identity.Origins);
        var user = userId is null
            ? null
            : new ChannelAccount
            {
                Id = userId,
                Name = parameters.User?.Name,
                Role = RoleTypes.User,
            };
        var isNew = await conversations.StartAsync(
            new ConversationStart(opened.ConversationId!, user, parameters.Locale), http.RequestAborted);
        // A client that starts has seen nothing, so also the stream of an existing conversation begins at 0.
        var status = isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return ConversationResult(http, opened, after: 0, status);
    }

    public async Task<IResult> ReconnectAsync(HttpContext http, string conversationId)
    {
        var given = http.Request.Query["watermark"];
        if (!Watermark.TryRead(given.FirstOrDefault(), out var after))
            return DirectLineError.BadArgument(Watermark.InvalidMessage);
        using var lease = await requests.WaitAsync(http);
        if (!lease.IsAcquired) return RequestLimiter.Refuse(http);
        if (await conversations.FindAsync(conversationId, http.RequestAborted) is not { } last)
            return DirectLineError.NoConversation();
        var identity = http.GetIdentity();
        return ConversationResult(
            http,
            identity with { ConversationId = conversationId },
            given.Count == 0 ? last : after,
            StatusCodes.Status200OK);
    }

    private JsonHttpResult<ConversationResponse> ConversationResult(
        HttpContext http, DirectLineIdentity identity, long after, int status)
    {
        var response = new ConversationResponse(
            identity.ConversationId!,
            tokens.Issue(identity, TokenUse.Access, options.TokenLifetime),
            (int)options.TokenLifetime.TotalSeconds,
            StreamUrl(http.Request, identity, after));
        return TypedResults.Json(response, DirectLineJson.Default.ConversationResponse, statusCode: status);
    }

    private string StreamUrl(HttpRequest request, DirectLineIdentity identity, long after)
    {
        var ticket = tokens.Issue(identity, TokenUse.Stream, options.TicketLifetime, after);
        var address = options.HostAddress(request);
        var path = $"/conversations/{Uri.EscapeDataString(identity.ConversationId!)}/stream?t={ticket}";
        return $"ws{address["http".Length..]}{DirectLineEndpoints.Prefix}{path}";
    }
}
