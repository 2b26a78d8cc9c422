using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Starts a conversation, and comes back to one.</summary>
internal sealed class ConversationEndpoints(
    DirectLineOptions options, DirectLineTokens tokens, IDirectLineConversations conversations)
{
    public async Task<IResult> StartAsync(HttpContext http)
    {
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return DirectLineError.TooLarge(options.LargestBody);
        if (!RequestBody.TryRead(body, out var parameters, out var error)) return DirectLineError.BadArgument(error);
        var identity = http.Identity();
        var claimed = identity.UserId ?? parameters.User?.Id;
        if (identity.Usurps(claimed)) return DirectLineError.NameTaken();

        var own = new DirectLineIdentity(
            identity.ConversationId ?? DirectLineActivities.NewConversationId(), claimed, identity.Origins);
        var user = claimed is null
            ? null
            : new ChannelAccount
            {
                Id = claimed,
                Name = parameters.User?.Name,
                Role = RoleTypes.User,
            };
        var isNew = await conversations.StartAsync(
            new ConversationStart(own.ConversationId!, user, parameters.Locale), http.RequestAborted);
        // Whoever starts has seen nothing, so the stream begins at the beginning, of an existing conversation too.
        return Answer(http, own, after: 0, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public async Task<IResult> ReconnectAsync(HttpContext http, string conversationId)
    {
        var given = http.Request.Query["watermark"];
        if (!Watermark.TryRead(given.FirstOrDefault(), out var after))
            return DirectLineError.BadArgument(Watermark.Mend);
        if (await conversations.FindAsync(conversationId, http.RequestAborted) is not { } last)
            return DirectLineError.NoConversation();
        var identity = http.Identity();
        return Answer(
            http,
            identity with
            {
                ConversationId = conversationId,
            },
            given.Count == 0 ? last : after,
            StatusCodes.Status200OK);
    }

    private JsonHttpResult<ConversationResponse> Answer(
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
        var address =
            options.PublicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host.Value}{request.PathBase}";
        var conversation = Uri.EscapeDataString(identity.ConversationId!);
        return $"ws{address["http".Length..]}{DirectLineEndpoints.Prefix}/conversations/{conversation}/stream?t={ticket}";
    }
}
