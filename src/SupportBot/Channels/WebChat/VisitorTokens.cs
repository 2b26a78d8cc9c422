using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

// Issues a token to an anonymous visitor: for a new conversation or, given an earlier token, for the same one.
internal sealed class VisitorTokens(
    DirectLineTokens tokens,
    DirectLineOptions directLine,
    OriginRules rules,
    IOptions<WebChatOptions> options,
    AddressLimits addresses,
    TimeProvider clock)
{
    private const int MaxBodyBytes = 8 * 1024;

    public async Task<IResult> IssueAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!rules.Allows(http.Request))
            return Refuse(
                "Pages of this origin may not open the chat. Add it to WebChat:AllowedOrigins.",
                StatusCodes.Status403Forbidden);
        if (await ReadEarlierVisitAsync(http) is not { } earlier)
            return Refuse(
                "The body must be empty or a JSON object such as {\"token\":\"…\"}.", StatusCodes.Status400BadRequest);
        if (earlier.Token is not null && await ResumeAsync(earlier.Token) is { } returning)
            return TokenResult(returning);
        var wait = addresses.DeferConversation(http.Connection.RemoteIpAddress);
        if (wait == TimeSpan.Zero) return TokenResult(NewVisitor(http.Request));
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refuse(
            "Too many conversations were started from this address. Try again in a minute.",
            StatusCodes.Status429TooManyRequests);
    }

    private static IResult Refuse(string reason, int status) => Results.Problem(reason, statusCode: status);

    private static async Task<EarlierVisit?> ReadEarlierVisitAsync(HttpContext http)
    {
        if (http.Request.ContentLength == 0) return new EarlierVisit(null);
        if (http.Request.ContentLength is > MaxBodyBytes) return null;
        var body = new byte[MaxBodyBytes];
        var length = await http.Request.Body.ReadAtLeastAsync(
            body, MaxBodyBytes, throwOnEndOfStream: false, http.RequestAborted);
        if (length == 0) return new EarlierVisit(null);
        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), VisitorJson.Default.EarlierVisit);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DirectLineIdentity?> ResumeAsync(string token)
    {
        var read = await tokens.ReadAsync(token, TokenUse.Access);
        var last = read.Expiry + TimeSpan.FromDays(options.Value.ResumeDays);
        return read.State != TokenState.Invalid && read.Identity.UserId is not null && clock.GetUtcNow() <= last
            ? read.Identity
            : null;
    }

    private static DirectLineIdentity NewVisitor(HttpRequest request) => new(
        DirectLineActivities.NewConversationId(),
        $"dl_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
        [request.Headers.Origin.FirstOrDefault() ?? $"{request.Scheme}://{request.Host}"]);

    private JsonHttpResult<VisitorToken> TokenResult(DirectLineIdentity visitor)
    {
        var token = tokens.Issue(visitor, TokenUse.Access, directLine.TokenLifetime);
        return TypedResults.Json(
            new VisitorToken(
                visitor.ConversationId!, token, visitor.UserId!, (int)directLine.TokenLifetime.TotalSeconds),
            VisitorJson.Default.VisitorToken);
    }
}

internal sealed record EarlierVisit(string? Token);

internal sealed record VisitorToken(
    string ConversationId, string Token, string UserId, [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EarlierVisit))]
[JsonSerializable(typeof(VisitorToken))]
internal sealed partial class VisitorJson : JsonSerializerContext;
