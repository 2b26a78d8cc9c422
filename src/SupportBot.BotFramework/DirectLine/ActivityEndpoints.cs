using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Takes what clients say and, for those that poll, tells what was said.</summary>
internal sealed class ActivityEndpoints(
    DirectLineOptions options,
    IDirectLineConversations conversations,
    ByteQuota quota,
    DirectLineMetrics metrics,
    TimeProvider clock,
    ILogger<ActivityEndpoints> log)
{
    private static readonly HashSet<string> Accepted =
        [ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.Typing, ActivityTypes.EndOfConversation];

    public async Task<IResult> PostAsync(HttpContext http, string conversationId)
    {
        using var step = TurnTrace.Step();
        var identity = http.Identity();
        // A server that holds the secret posts for many visitors.
        var address = identity.IsSecret ? null : http.Connection.RemoteIpAddress;
        var allowances = quota.For(identity, conversationId, address);
        if (quota.UsedUp(allowances) is { } shortage) return Refuse(shortage);
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return TooLarge($"The body may have {options.LargestBody} bytes at most.");
        if (!ActivityJson.TryRead(body, out var activity, out var error)) return DirectLineError.BadArgument(error);
        if (activity.Type is null || !Accepted.Contains(activity.Type))
            return DirectLineError.BadArgument($"An activity must have the type {string.Join(", ", Accepted)}.");

        if (identity.Usurps(activity.From?.Id)) return DirectLineError.NameTaken();
        DirectLineActivities.Own(activity, conversationId, options.Bot, clock.GetUtcNow());
        activity.From!.Id = identity.UserId ?? activity.From.Id;
        if (DirectLineActivities.IsLive(activity)) return Taken(await LiveAsync(conversationId, http.RequestAborted));

        ActivitySize.CutText(activity, options.LongestText);
        if (ActivitySize.Problem(activity, options, out var bytes) is { } problem) return TooLarge(problem);
        if (await quota.TakeAsync(allowances, conversationId, bytes, http.RequestAborted) is { } tooMuch)
            return Refuse(tooMuch);
        string? id = null;
        try
        {
            return Taken(id = await conversations.AcceptAsync(activity, address, http.RequestAborted));
        }
        finally
        {
            if (id is null) quota.Return(allowances, bytes);
        }
    }

    public async Task<IResult> GetAsync(HttpContext http, string conversationId)
    {
        if (!Watermark.TryRead(http.Request.Query["watermark"].FirstOrDefault(), out var after))
            return DirectLineError.BadArgument(Watermark.Mend);
        try
        {
            if (await conversations.ReadAsync(conversationId, after, http.RequestAborted) is not { } page)
                return DirectLineError.NoConversation();
            return Answer([.. page.Activities.Select(activity => activity.Json)], page.Through);
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            // DirectLineJS stops polling for ever after a single error, so it is told that there is nothing yet.
            log.LogError("A poll was answered with nothing new: {Problem}", e.Message);
            return Answer([], after);
        }
    }

    private static IResult Taken(string? id) =>
        id is null
            ? DirectLineError.NoConversation()
            : TypedResults.Json(new AcceptedResponse(id), DirectLineJson.Default.AcceptedResponse);

    private static JsonHttpResult<ErrorResponse> Refuse(Shortage shortage) =>
        DirectLineError.QuotaUsedUp(shortage.Allowance.Scope, (int)Math.Ceiling(shortage.Wait.TotalMinutes));

    private JsonHttpResult<ErrorResponse> TooLarge(string problem)
    {
        metrics.PostRefused("size");
        return DirectLineError.TooLarge(problem);
    }

    /// <summary>A visitor's typing is of use to nobody yet; it is acknowledged.</summary>
    private async Task<string?> LiveAsync(string conversationId, CancellationToken cancellationToken) =>
        await conversations.FindAsync(conversationId, cancellationToken) is { } last
            ? DirectLineActivities.ReplyId(DirectLineActivities.Id(conversationId, last), 0)
            : null;

    private static FileContentHttpResult Answer(IReadOnlyList<ReadOnlyMemory<byte>> activities, long watermark) =>
        TypedResults.Bytes(ActivitySet.Write(activities, watermark), "application/json; charset=utf-8");
}
