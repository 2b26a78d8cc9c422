using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

/// <summary>
/// Gives an anonymous visitor a token: for a new conversation, or, for an earlier token, for the same one again.
/// </summary>
internal sealed class VisitorTokens(
    DirectLineTokens tokens,
    DirectLineOptions directLine,
    OriginRules rules,
    IOptions<WebChatOptions> options,
    NewVisitors visitors,
    TimeProvider clock)
{
    /// <summary>Larger than any token of ours.</summary>
    private const int LargestBody = 8 * 1024;

    public async Task<IResult> TakeAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!rules.Allows(http.Request))
            return Refuse(
                "Pages of this origin may not open the chat. Add it to WebChat:AllowedOrigins.",
                StatusCodes.Status403Forbidden);
        if (await FormerAsync(http) is not { } former)
            return Refuse(
                "The body must be empty or a JSON object such as {\"token\":\"…\"}.", StatusCodes.Status400BadRequest);
        if (former.Token is not null && await ResumeAsync(former.Token) is { } known) return Answer(known);
        var wait = visitors.Defer(http.Connection.RemoteIpAddress);
        if (wait == TimeSpan.Zero) return Answer(NewVisitor(http.Request));
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refuse(
            "Too many conversations were begun from this address. Try again in a minute.",
            StatusCodes.Status429TooManyRequests);
    }

    private static IResult Refuse(string reason, int status) => Results.Problem(reason, statusCode: status);

    /// <summary>What the visitor had before; null where the body cannot be read.</summary>
    private static async Task<FormerVisit?> FormerAsync(HttpContext http)
    {
        if (http.Request.ContentLength == 0) return new FormerVisit(null);
        if (http.Request.ContentLength is > LargestBody) return null;
        var body = new byte[LargestBody];
        var length = await http.Request.Body.ReadAtLeastAsync(
            body, LargestBody, throwOnEndOfStream: false, http.RequestAborted);
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
        return reading.State != TokenState.Invalid && reading.Identity.UserId is not null && clock.GetUtcNow() <= last
            ? reading.Identity
            : null;
    }

    private static DirectLineIdentity NewVisitor(HttpRequest request) => new(
        DirectLineActivities.NewConversationId(),
        $"dl_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
        [request.Headers.Origin.FirstOrDefault() ?? $"{request.Scheme}://{request.Host}"]);

    private JsonHttpResult<VisitorToken> Answer(DirectLineIdentity visitor)
    {
        var token = tokens.Issue(visitor, TokenUse.Access, directLine.TokenLifetime);
        return TypedResults.Json(
            new VisitorToken(
                visitor.ConversationId!, token, visitor.UserId!, (int)directLine.TokenLifetime.TotalSeconds),
            VisitorJson.Default.VisitorToken);
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
