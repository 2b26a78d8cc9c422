using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class ActivityEndpoints(
    DirectLineOptions options,
    IDirectLineConversations conversations,
    ActivityReceiver receiver,
    ByteQuota quota,
    AttachmentAddresses attachments,
    RequestLimiter requests,
    ILogger<ActivityEndpoints> log)
{
    public async Task<IResult> PostAsync(HttpContext http, string conversationId)
    {
        using var step = TurnTrace.Step();
        if (quota.FindExhausted(receiver.AllowancesFor(http, conversationId)) is { } shortage)
            return DirectLineError.QuotaExceeded(shortage);
        if (await RequestBody.ReadAsync(http.Request, options.LargestBody, http.RequestAborted) is not { } body)
            return receiver.TooLarge($"The body must not exceed {options.LargestBody} bytes.");
        using var lease = await requests.WaitAsync(http);
        if (!lease.IsAcquired) return RequestLimiter.Refuse(http);
        if (!ActivityJson.TryRead(body, out var activity, out var error)) return DirectLineError.BadArgument(error);
        if (!ClientActivityTypes.Contains(activity.Type))
            return DirectLineError.BadArgument(ClientActivityTypes.InvalidMessage);
        if (http.GetIdentity().IsReserved(activity.From?.Id)) return DirectLineError.ReservedUserId();
        return (await receiver.ReceiveAsync(http, conversationId, activity, files: [])).Result;
    }

    // DirectLineJS never polls again after an error, so it gets an empty page instead.
    public async Task<IResult> GetAsync(HttpContext http, string conversationId)
    {
        if (!Watermark.TryRead(http.Request.Query["watermark"].FirstOrDefault(), out var after))
            return DirectLineError.BadArgument(Watermark.InvalidMessage);
        using var lease = await requests.WaitAsync(http);
        if (!lease.IsAcquired) return ActivityPage([], after);
        try
        {
            if (await conversations.ReadAsync(conversationId, after, http.RequestAborted) is not { } page)
                return DirectLineError.NoConversation();
            var shown = attachments.FillIn(conversationId, page);
            return ActivityPage([.. shown.Activities.Select(activity => activity.Json)], page.Through);
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.LogError("The log could not be read; a poll got an empty page: {Problem}", e.Message);
            return ActivityPage([], after);
        }
    }

    private static FileContentHttpResult ActivityPage(IReadOnlyList<ReadOnlyMemory<byte>> activities, long watermark) =>
        TypedResults.Bytes(ActivitySet.Write(activities, watermark), "application/json; charset=utf-8");
}
