using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Inbox;

namespace SupportBot.BotFramework.Messages;

// POST /api/messages runs invokes and expectReplies while the caller waits, and stores other activities and
// acknowledges them with 202.
internal sealed class MessagesEndpoint(
    BotFrameworkOptions options, StrictAuthentication authentication, IActivityInbox inbox, DurableAdapter adapter,
    ILogger<MessagesEndpoint> log)
{
    public async Task<IResult> PostAsync(HttpContext http, IBot bot)
    {
        using var step = TurnTrace.Step();
        var cancellationToken = http.RequestAborted;
        var (token, refusal) = await VerifyAsync(http).ConfigureAwait(false);
        if (refusal is not null) return refusal;
        var body = await RequestBody
            .ReadAsync(http.Request, options.LargestBody, cancellationToken)
            .ConfigureAwait(false);
        if (body is null) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!ActivityJson.TryRead(body, out var activity, out var error)) return TypedResults.BadRequest(error);
        if (FindMissingMember(activity) is { } missing)
            return TypedResults.BadRequest($"The activity has no {missing}.");
        if (CheckCaller(token, activity) is { } status) return TypedResults.StatusCode(status);

        activity.CallerId = null;
        if (activity.Type == ActivityTypes.Invoke)
            return await InvokeAsync(activity, bot, cancellationToken).ConfigureAwait(false);
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies)
            return await AnswerAsync(activity, cancellationToken).ConfigureAwait(false);
        await inbox.AcceptAsync(activity, cancellationToken).ConfigureAwait(false);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<(ChannelToken? Token, IResult? Refusal)> VerifyAsync(HttpContext http)
    {
        if (options.Development) return (null, RefuseInDevelopment(http));
        var authorization = http.Request.Headers.Authorization;
        switch (await authentication.VerifyAsync(authorization, http.RequestAborted).ConfigureAwait(false))
        {
            case TokenVerdict.Accepted accepted:
                return (accepted.Token, null);
            case TokenVerdict.Rejected rejected:
                return (null, TypedResults.StatusCode(Reject(StatusCodes.Status401Unauthorized, rejected.Reason)));
            default:
                log.LogError(
                    "A call to /api/messages cannot be verified: the keys at {Metadata} were never fetched",
                    options.SelectedCloud.Metadata);
                http.Response.Headers.RetryAfter = "10";
                return (null, TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable));
        }
    }

    // A web page can make a browser on this machine post, but not JSON without a preflight, and not without Origin.
    private IResult? RefuseInDevelopment(HttpContext http)
    {
        var (request, reason) = (http.Request, "");
        if (!IsFromThisMachine(http)) reason = "it does not come from this machine";
        else if (IsFromAnotherSite(request)) reason = "it comes from a web page";
        else if (!request.HasJsonContentType())
            return TypedResults.Text(
                "Send the activity as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        return reason.Length == 0 ? null : TypedResults.StatusCode(Reject(StatusCodes.Status403Forbidden, reason));
    }

    private static bool IsFromAnotherSite(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !OriginRules.IsOwn(origin, request)
        || request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin");

    // A proxy on this machine forwards calls from anywhere.
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    private int? CheckCaller(ChannelToken? token, Activity activity)
    {
        if (token is null)
            return activity.ServiceUrl is null || authentication.Connectors.Trusts(activity.ServiceUrl)
                ? null
                : Reject(StatusCodes.Status403Forbidden, "the service address is not on this machine");
        return authentication.FindProblem(token, activity) is { } problem
            ? Reject(StatusCodes.Status401Unauthorized, problem)
            : null;
    }

    private int Reject(int status, string reason)
    {
        log.LogWarning("A call to /api/messages was refused: {Reason}", reason);
        return status;
    }

    private static string? FindMissingMember(Activity activity) =>
        string.IsNullOrEmpty(activity.Type) ? "type"
        : string.IsNullOrEmpty(activity.Conversation?.Id) ? "conversation.id"
        : null;

    private async Task<IResult> AnswerAsync(Activity activity, CancellationToken cancellationToken) =>
        await inbox.AnswerAsync(activity, cancellationToken).ConfigureAwait(false) is { } replies
            ? Json(StatusCodes.Status200OK, Replies(replies))
            : TypedResults.Text(
                "The bot did not reply in time. Its replies follow through the Connector.",
                statusCode: StatusCodes.Status504GatewayTimeout);

    private async Task<IResult> InvokeAsync(Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        var expectsReplies = activity.DeliveryMode == DeliveryModes.ExpectReplies;
        try
        {
            var (response, replies) = await adapter.InvokeAsync(activity, bot, cancellationToken).ConfigureAwait(false);
            var body = response.Body is null ? null : Text(response.Body);
            if (expectsReplies) return Json(StatusCodes.Status200OK, Replies(replies, body));
            return body is null ? TypedResults.StatusCode(response.Status) : Json(response.Status, body);
        }
        catch (Exception e) when (e is not IOException && !cancellationToken.IsCancellationRequested)
        {
            // The turn's boundary: the caller waits for a response.
            log.LogError("An invoke failed: {Kind}\n{Where}", e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "An invoke failed");
            return TypedResults.StatusCode(StatusCodes.Status500InternalServerError);
        }
    }

    private static string Replies(IEnumerable<Activity> replies, string? body = null)
    {
        var responseBody = body is null ? "" : $",\"body\":{body}";
        return $$"""{"activities":[{{string.Join(',', replies.Select(Text))}}]{{responseBody}}}""";
    }

    private static string Text(object value) => Encoding.UTF8.GetString(ActivityJson.WriteValue(value));

    private static ContentHttpResult Json(int status, string json) =>
        TypedResults.Text(json, "application/json; charset=utf-8", Encoding.UTF8, status);
}
