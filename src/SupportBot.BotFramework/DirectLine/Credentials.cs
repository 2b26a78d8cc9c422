using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Lets a call pass that brings a valid secret or token, for its own conversation, from a trusted page.
/// </summary>
internal sealed class Credentials(DirectLineOptions options, DirectLineTokens tokens, OriginRules rules)
    : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (BearerOf(http.Request) is not { } bearer) return DirectLineError.MissingCredentials();
        if (Secret(bearer))
            return await PassAsync(http, DirectLineIdentity.Secret, context, next).ConfigureAwait(false);

        var reading = await tokens.ReadAsync(bearer, TokenUse.Access).ConfigureAwait(false);
        return reading.State switch
        {
            TokenState.Invalid => DirectLineError.InvalidToken(),
            TokenState.Expired => DirectLineError.TokenExpired(),
            _ => await PassAsync(http, reading.Identity, context, next).ConfigureAwait(false),
        };
    }

    /// <summary>
    /// Whether the page that calls may use what it holds. Browsers name the page on every call to another origin and on
    /// every socket.
    /// </summary>
    public static bool Trusts(DirectLineIdentity identity, OriginRules rules, HttpRequest request)
    {
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return true;
        return rules.Allows(origin, request)
            && (identity.Origins.Count == 0 || identity.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
                || OriginRules.IsOwn(origin, request));
    }

    private async ValueTask<object?> PassAsync(
        HttpContext http,
        DirectLineIdentity identity,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next)
    {
        if (http.GetRouteValue("conversationId") is string id && !identity.Opens(id))
            return DirectLineError.WrongConversation();
        if (!Trusts(identity, rules, http.Request)) return DirectLineError.UntrustedOrigin();
        http.Features.Set(identity);
        return await next(context).ConfigureAwait(false);
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(7).Trim() is { Length: > 0 } value && !value.Contains(' ')
            ? value.ToString() : null;

    private bool Secret(string bearer)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(bearer));
        return options.Secrets.Any(secret =>
            CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
    }
}
