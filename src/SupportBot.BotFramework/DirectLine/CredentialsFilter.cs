using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SupportBot.BotFramework.DirectLine;

// Admits a call with a valid secret or token, for the token's own conversation, from a trusted page.
internal sealed class CredentialsFilter(
    DirectLineOptions options, DirectLineTokens tokens, OriginRules rules, IDirectLineConversations conversations)
    : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (GetBearer(http.Request) is not { } bearer) return DirectLineError.MissingCredentials();
        if (IsSecret(bearer))
            return await AuthorizeAsync(http, DirectLineIdentity.Secret, context, next).ConfigureAwait(false);

        var token = await tokens.ReadAsync(bearer, TokenUse.Access).ConfigureAwait(false);
        return token.State switch
        {
            TokenState.Invalid => DirectLineError.InvalidToken(),
            TokenState.Expired => DirectLineError.TokenExpired(),
            _ when await conversations.IsRevokedAsync(token.Identity.ConversationId!, http.RequestAborted)
                .ConfigureAwait(false) => DirectLineError.InvalidToken(),
            _ => await AuthorizeAsync(http, token.Identity, context, next).ConfigureAwait(false),
        };
    }

    // Browsers send Origin with every cross-origin call and every WebSocket; a call without it comes from no page.
    public static bool TrustsOrigin(DirectLineIdentity identity, OriginRules rules, HttpRequest request)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return true;
        return rules.Allows(origin, request)
            && (identity.Origins.Count == 0 || identity.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
                || OriginRules.IsOwn(origin, request));
    }

    private async ValueTask<object?> AuthorizeAsync(
        HttpContext http,
        DirectLineIdentity identity,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next)
    {
        if (http.GetRouteValue("conversationId") is string id && !identity.CanAccess(id))
            return DirectLineError.WrongConversation();
        if (!TrustsOrigin(identity, rules, http.Request)) return DirectLineError.UntrustedOrigin();
        http.Features.Set(identity);
        return await next(context).ConfigureAwait(false);
    }

    private static string? GetBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(7).Trim() is { Length: > 0 } value && !value.Contains(' ')
            ? value.ToString() : null;

    private bool IsSecret(string bearer)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(bearer));
        return options.Secrets.Any(secret =>
            CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
    }
}
