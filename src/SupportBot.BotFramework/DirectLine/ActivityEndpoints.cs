using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class ActivityEndpoints(
    DirectLineOptions options,
    IDirectLineConversations conversations,
    ByteQuota quota,
    DirectLineMetrics metrics,
    TimeProvider clock,
    ILogger<ActivityEndpoints> log)
{
    public async Task<IResult> PostAsync(HttpContext http, string conversationId)
    {
        using var step = TurnTrace.Step();
        var identity = http.GetIdentity();
        // A server that holds the secret posts for many visitors.
        var address = identity.IsSecret ? null : http.Connection.RemoteIpAddress;
        var allowances = quota.AllowancesFor(identity, conversationId, address);
        if (quota.FindExhausted(allowances) is { } shortage) return QuotaExceeded(shortage);
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return TooLarge($"The body must not exceed {options.LargestBody} bytes.");
        if (!ActivityJson.TryRead(body, out var activity, out var error)) return DirectLineError.BadArgument(error);
        if (!ClientActivityTypes.Contains(activity.Type))
            return DirectLineError.BadArgument(ClientActivityTypes.InvalidMessage);

        if (identity.IsReserved(activity.From?.Id)) return DirectLineError.ReservedUserId();
        DirectLineActivities.SetServerMembers(activity, conversationId, options.Bot, clock.GetUtcNow());
        activity.From!.Id = identity.UserId ?? activity.From.Id;
        if (activity.Type == ActivityTypes.Typing) conversations.ShowTyping(conversationId);
        if (!ClientActivityTypes.IsForBot(activity, identity))
            return Accepted(await AcknowledgeAsync(conversationId, http.RequestAborted));

        ActivitySize.TruncateText(activity, options.LongestText);
        if (ActivitySize.FindProblem(activity, options, out var bytes) is { } problem) return TooLarge(problem);
        if (await quota.TakeAsync(allowances, conversationId, bytes, http.RequestAborted) is { } tooMuch)
            return QuotaExceeded(tooMuch);
        string? id = null;
        try
        {
            return Accepted(id = await conversations.AcceptAsync(activity, address, http.RequestAborted));
        }
        finally
        {
            if (id is null) quota.Return(allowances, bytes);
        }
    }

    public async Task<IResult> GetAsync(HttpContext http, string conversationId)
    {
        if (!Watermark.TryRead(http.Request.Query["watermark"].FirstOrDefault(), out var after))
            return DirectLineError.BadArgument(Watermark.InvalidMessage);
        try
        {
            if (await conversations.ReadAsync(conversationId, after, http.RequestAborted) is not { } page)
                return DirectLineError.NoConversation();
            return ActivityPage([.. page.Activities.Select(activity => activity.Json)], page.Through);
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            // DirectLineJS never polls again after an error, so it gets an empty page.
            log.LogError("The log could not be read; a poll got an empty page: {Problem}", e.Message);
            return ActivityPage([], after);
        }
    }

    private static IResult Accepted(string? id) =>
        id is null
            ? DirectLineError.NoConversation()
            : TypedResults.Json(new AcceptedResponse(id), DirectLineJson.Default.AcceptedResponse);

    private static JsonHttpResult<ErrorResponse> QuotaExceeded(Shortage shortage) =>
        DirectLineError.QuotaExceeded(shortage.Allowance.Scope, (int)Math.Ceiling(shortage.Wait.TotalMinutes));

    private JsonHttpResult<ErrorResponse> TooLarge(string problem)
    {
        metrics.PostRefused("size");
        return DirectLineError.TooLarge(problem);
    }

    private async Task<string?> AcknowledgeAsync(string conversationId, CancellationToken cancellationToken) =>
        await conversations.FindAsync(conversationId, cancellationToken) is { } last
            ? DirectLineActivities.ReplyId(DirectLineActivities.Id(conversationId, last), 0)
            : null;

    private static FileContentHttpResult ActivityPage(IReadOnlyList<ReadOnlyMemory<byte>> activities, long watermark) =>
        TypedResults.Bytes(ActivitySet.Write(activities, watermark), "application/json; charset=utf-8");
}
