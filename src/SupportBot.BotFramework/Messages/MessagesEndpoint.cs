using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Messages;

/// <summary>
/// <c>POST /api/messages</c>: verify the caller, read the activity, then run it at once where the caller waits for the
/// outcome (invokes, <c>expectReplies</c>), or keep it and acknowledge with 202.
/// </summary>
internal sealed class MessagesEndpoint(BotFrameworkOptions options, ChannelTokens tokens, IActivityInbox inbox, ActivityHandler bot, CloudAdapter adapter, ILogger<MessagesEndpoint> log)
{
    public async Task<IResult> PostAsync(HttpContext http)
    {
        var (token, refusal) = await VerifyAsync(http).ConfigureAwait(false);
        if (refusal is not null) return refusal;
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted).ConfigureAwait(false) is not { } body) return TypedResults.StatusCode(413);
        if (!ActivityJson.TryRead(body, out var activity, out var error)) return TypedResults.BadRequest(error);
        if (Missing(activity) is { } missing) return TypedResults.BadRequest($"The activity has no {missing}.");
        if (Refuse(token, activity) is { } status) return TypedResults.StatusCode(status);

        activity.CallerId = null;
        if (activity.Type == ActivityTypes.Invoke) return await InvokeAsync(activity, http.RequestAborted).ConfigureAwait(false);
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies) return await AnswerAsync(activity, http.RequestAborted).ConfigureAwait(false);
        await inbox.AcceptAsync(activity, http.RequestAborted).ConfigureAwait(false);
        return TypedResults.StatusCode(202);
    }

    private async Task<(ChannelToken? Token, IResult? Refusal)> VerifyAsync(HttpContext http)
    {
        if (options.Development) return (null, RefuseInDevelopment(http));
        switch (await tokens.VerifyAsync(http.Request.Headers.Authorization, http.RequestAborted).ConfigureAwait(false))
        {
            case TokenVerdict.Accepted accepted:
                return (accepted.Token, null);
            case TokenVerdict.Rejected rejected:
                log.LogWarning("A call to /api/messages was refused: {Reason}", rejected.Reason);
                return (null, TypedResults.StatusCode(401));
            default:
                log.LogError("A call to /api/messages cannot be verified: {Metadata} was never reached", options.Chosen.Metadata);
                http.Response.Headers.RetryAfter = "10";
                return (null, TypedResults.StatusCode(503));
        }
    }

    /// <summary>A web page can make a browser on this machine post, but neither JSON without a preflight nor without naming itself.</summary>
    private IResult? RefuseInDevelopment(HttpContext http)
    {
        var (request, reason) = (http.Request, "");
        if (!IsFromThisMachine(http)) reason = "it does not come from this machine";
        else if (IsFromAnotherSite(request)) reason = "it comes from a web page";
        else if (!request.HasJsonContentType())
            return TypedResults.Text("Send the activity as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        return reason.Length == 0 ? null : TypedResults.StatusCode(Refused(403, reason));
    }

    private static bool IsFromAnotherSite(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !OriginRules.IsOwn(origin, request)
        || request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin");

    /// <summary>A proxy on this machine speaks for callers from anywhere.</summary>
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    private int? Refuse(ChannelToken? token, Activity activity)
    {
        if (token is null)
            return activity.ServiceUrl is null || adapter.Trusts(activity.ServiceUrl) ? null : Refused(403, "the service address is not on this machine");
        if (!token.IsFrom(activity)) return Refused(401, "the token is for another service address");
        if (!token.IsEndorsedFor(activity)) return Refused(403, "the token's key does not speak for the channel");
        return adapter.Trusts(activity.ServiceUrl) ? null : Refused(403, "the service address is on no host of the cloud");
    }

    private int Refused(int status, string reason)
    {
        log.LogWarning("A call to /api/messages was refused: {Reason}", reason);
        return status;
    }

    private static string? Missing(Activity activity) =>
        string.IsNullOrEmpty(activity.Type) ? "type" : string.IsNullOrEmpty(activity.Conversation?.Id) ? "conversation.id" : null;

    private async Task<IResult> AnswerAsync(Activity activity, CancellationToken cancellationToken) =>
        await inbox.AnswerAsync(activity, cancellationToken).ConfigureAwait(false) is { } replies
            ? Json(200, Replies(replies))
            : TypedResults.Text("The bot did not answer in time. Its replies follow by the Connector.", statusCode: 504);

    private async Task<IResult> InvokeAsync(Activity activity, CancellationToken cancellationToken)
    {
        var context = new TurnContext(adapter, activity);
        var expected = activity.DeliveryMode == DeliveryModes.ExpectReplies ? new ExpectedReplies() : null;
        if (expected is not null) context.TurnState.Set(expected);
        try
        {
            await bot.OnTurnAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not IOException && !cancellationToken.IsCancellationRequested) // The turn's boundary: the caller waits for an answer.
        {
            log.LogError("An invoke failed: {Kind}\n{Where}", e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "An invoke failed");
            return TypedResults.StatusCode(500);
        }
        var invoked = context.TurnState.Get<InvokeResponse>() ?? InvokeResponse.NotImplemented;
        if (expected is not null) return Json(200, Replies(expected.Activities, invoked));
        return invoked.Body is { } body ? Json(invoked.Status, body.ToJsonString()) : TypedResults.StatusCode(invoked.Status);
    }

    /// <summary><c>{"activities":[…],"body":…}</c></summary>
    private static string Replies(IReadOnlyList<Activity> replies, InvokeResponse? invoked = null)
    {
        var activities = string.Join(',', replies.Select(a => Encoding.UTF8.GetString(ActivityJson.Write(a))));
        return $$"""{"activities":[{{activities}}]{{(invoked?.Body is { } body ? $",\"body\":{body.ToJsonString()}" : "")}}}""";
    }

    private static ContentHttpResult Json(int status, string json) => TypedResults.Text(json, "application/json; charset=utf-8", Encoding.UTF8, status);
}
