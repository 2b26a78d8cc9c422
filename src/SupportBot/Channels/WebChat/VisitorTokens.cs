using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Channels.WebChat.Identity;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

// Issues a token to a visitor: for a new conversation or, given an earlier token, for the same one. A conversation of a
// signed-in visitor is resumed by this visitor alone.
internal sealed class VisitorTokens(
    DirectLineTokens tokens,
    DirectLineOptions directLine,
    OriginRules rules,
    IOptions<WebChatOptions> options,
    IdentityVerifier verifier,
    VisitorIdentityStore identities,
    AddressLimits addresses,
    TimeProvider clock,
    ILogger<VisitorTokens> log)
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
        try
        {
            return await IssueAsync(http, earlier);
        }
        catch (StorageException e)
        {
            log.LogError("A token was refused with 503, because the storage failed: {Problem}", e.Message);
            http.Response.Headers.RetryAfter = "5";
            return Refuse("The storage is unavailable.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IResult> IssueAsync(HttpContext http, EarlierVisit earlier)
    {
        VisitorIdentity? identity = null;
        if (earlier.Identity is { ValueKind: not JsonValueKind.Null } given)
        {
            var verified = await verifier.VerifyAsync(given, http.RequestAborted);
            if (verified.Identity is null) return Refuse(verified.Reason, StatusCodes.Status403Forbidden);
            identity = verified.Identity;
        }
        if (earlier.Token is not null && await ResumeAsync(earlier.Token, identity, http.RequestAborted) is { } resumed)
            return TokenResult(resumed);
        var wait = addresses.DeferConversation(http.Connection.RemoteIpAddress);
        if (wait == TimeSpan.Zero) return TokenResult(await NewVisitorAsync(http, identity));
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refuse(
            "Too many conversations were started from this address. Try again in a minute.",
            StatusCodes.Status429TooManyRequests);
    }

    private static IResult Refuse(string reason, int status) => Results.Problem(reason, statusCode: status);

    private static async Task<EarlierVisit?> ReadEarlierVisitAsync(HttpContext http)
    {
        if (http.Request.ContentLength == 0) return new EarlierVisit(null, null);
        if (http.Request.ContentLength is > MaxBodyBytes) return null;
        var body = new byte[MaxBodyBytes];
        var length = await http.Request.Body.ReadAtLeastAsync(
            body, MaxBodyBytes, throwOnEndOfStream: false, http.RequestAborted);
        if (length == 0) return new EarlierVisit(null, null);
        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), VisitorJson.Default.EarlierVisit);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<DirectLineIdentity?> ResumeAsync(
        string token, VisitorIdentity? identity, CancellationToken cancellationToken)
    {
        var read = await tokens.ReadAsync(token, TokenUse.Access);
        var last = read.Expiry + TimeSpan.FromDays(options.Value.ResumeDays);
        if (read.State == TokenState.Invalid || read.Identity.UserId is null || clock.GetUtcNow() > last) return null;
        var conversation = read.Identity.ConversationId!;
        // Who signs in during an anonymous conversation keeps it.
        var isOwn = identity is null
            ? await identities.FindAsync(conversation, cancellationToken) is null
            : await identities.SaveAsync(conversation, identity, cancellationToken);
        return isOwn ? read.Identity : null;
    }

    private async Task<DirectLineIdentity> NewVisitorAsync(HttpContext http, VisitorIdentity? identity)
    {
        var visitor = new DirectLineIdentity(
            DirectLineActivities.NewConversationId(),
            $"dl_{RandomNumberGenerator.GetHexString(32, lowercase: true)}",
            [http.Request.Headers.Origin.FirstOrDefault() ?? $"{http.Request.Scheme}://{http.Request.Host}"]);
        if (identity is not null)
            await identities.SaveAsync(visitor.ConversationId!, identity, http.RequestAborted);
        return visitor;
    }

    private JsonHttpResult<VisitorToken> TokenResult(DirectLineIdentity visitor)
    {
        var token = tokens.Issue(visitor, TokenUse.Access, directLine.TokenLifetime);
        return TypedResults.Json(
            new VisitorToken(
                visitor.ConversationId!, token, visitor.UserId!, (int)directLine.TokenLifetime.TotalSeconds),
            VisitorJson.Default.VisitorToken);
    }
}

internal sealed record EarlierVisit(string? Token, JsonElement? Identity);

internal sealed record VisitorToken(
    string ConversationId, string Token, string UserId, [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EarlierVisit))]
[JsonSerializable(typeof(VisitorToken))]
internal sealed partial class VisitorJson : JsonSerializerContext;
