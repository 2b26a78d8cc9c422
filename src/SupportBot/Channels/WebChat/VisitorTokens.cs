using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

/// <summary>Gives an anonymous visitor a token: for a new conversation, or, for an earlier token, for the same one again.</summary>
internal sealed class VisitorTokens(
    DirectLineTokens tokens, DirectLineOptions directLine, IOptions<WebChatOptions> options, NewVisitors visitors, TimeProvider clock)
{
    /// <summary>Larger than any token of ours.</summary>
    private const int LargestBody = 8 * 1024;

    public async Task<IResult> TakeAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.FirstOrDefault();
        if (!IsWelcome(origin, http.Request)) return Results.Problem("Pages of this origin may not open the chat. Add it to WebChat:AllowedOrigins.", statusCode: StatusCodes.Status403Forbidden);
        if (await FormerAsync(http) is not { } former) return Results.Problem("The body must be empty or a JSON object such as {\"token\":\"…\"}.", statusCode: StatusCodes.Status400BadRequest);
        if (former.Token is not null && await ResumeAsync(former.Token) is { } known) return Answer(known);
        if (visitors.Admit(http.Connection.RemoteIpAddress)) return Answer(NewVisitor(origin, http.Request));
        http.Response.Headers.RetryAfter = "60";
        return Results.Problem("Too many conversations were begun from this address. Try again in a minute.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>A browser names the page's origin on every post; whoever sends none is no page.</summary>
    private bool IsWelcome(string? origin, HttpRequest request) => origin is null || IsOwn(origin, request) || options.Value.Allows(origin);

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the visitor had before; null where the body cannot be read.</summary>
    private static async Task<FormerVisit?> FormerAsync(HttpContext http)
    {
        if (http.Request.ContentLength == 0) return new FormerVisit(null);
        if (http.Request.ContentLength is > LargestBody) return null;
        var body = new byte[LargestBody];
        var length = await http.Request.Body.ReadAtLeastAsync(body, LargestBody, throwOnEndOfStream: false, http.RequestAborted);
        if (length == 0) return new FormerVisit(null);
        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), VisitorJson.Default.FormerVisit);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DirectLineIdentity?> ResumeAsync(string token)
    {
        var reading = await tokens.ReadAsync(token, TokenUse.Access);
        var last = reading.Expiry + TimeSpan.FromDays(options.Value.ResumeDays);
        return reading.State != TokenState.Invalid && reading.Identity.UserId is not null && clock.GetUtcNow() <= last ? reading.Identity : null;
    }

    private static DirectLineIdentity NewVisitor(string? origin, HttpRequest request) => new(
        DirectLineActivities.NewConversationId(),
        $"dl_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
        [origin ?? $"{request.Scheme}://{request.Host}"]);

    private JsonHttpResult<VisitorToken> Answer(DirectLineIdentity visitor)
    {
        var token = tokens.Issue(visitor, TokenUse.Access, directLine.TokenLifetime);
        return TypedResults.Json(
            new VisitorToken(visitor.ConversationId!, token, visitor.UserId!, (int)directLine.TokenLifetime.TotalSeconds), VisitorJson.Default.VisitorToken);
    }
}

/// <summary>What a visitor brings.</summary>
/// <param name="Token">The last token; null for a first visit.</param>
internal sealed record FormerVisit(string? Token);

/// <summary>What a visitor gets.</summary>
internal sealed record VisitorToken(
    string ConversationId, string Token, string UserId, [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FormerVisit))]
[JsonSerializable(typeof(VisitorToken))]
internal sealed partial class VisitorJson : JsonSerializerContext;
