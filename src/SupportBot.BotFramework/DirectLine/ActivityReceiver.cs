using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

// Checks the size of an activity and what its sender may still store, and hands it to the store.
internal sealed class ActivityReceiver(
    DirectLineOptions options,
    IDirectLineConversations conversations,
    ByteQuota quota,
    DirectLineMetrics metrics,
    TimeProvider clock)
{
    public IReadOnlyList<Allowance> AllowancesFor(HttpContext http, string conversationId) =>
        quota.AllowancesFor(http.GetIdentity(), conversationId, AddressOf(http));

    public IResult TooLarge(string problem)
    {
        metrics.PostRefused("size");
        return DirectLineError.TooLarge(problem);
    }

    public async Task<Reception> ReceiveAsync(
        HttpContext http, string conversationId, Activity activity, IReadOnlyList<UploadedFile> files)
    {
        var identity = http.GetIdentity();
        DirectLineActivities.SetServerMembers(activity, conversationId, options.Bot, clock.GetUtcNow());
        activity.From!.Id = identity.UserId ?? activity.From.Id;
        if (activity.Type == ActivityTypes.Typing) conversations.ShowTyping(conversationId);
        if (!ClientActivityTypes.IsForBot(activity, identity))
            return Accepted(await AcknowledgeAsync(conversationId, http.RequestAborted).ConfigureAwait(false), false);

        ActivitySize.TruncateText(activity, options.LongestText);
        if (ActivitySize.FindProblem(activity, files, options, out var bytes) is { } problem)
            return new Reception(TooLarge(problem), IsStored: false);
        var allowances = AllowancesFor(http, conversationId);
        var shortage = await quota.TakeAsync(allowances, conversationId, bytes, http.RequestAborted)
            .ConfigureAwait(false);
        if (shortage is not null) return new Reception(DirectLineError.QuotaExceeded(shortage), IsStored: false);
        string? id = null;
        try
        {
            id = await conversations.AcceptAsync(activity, files, AddressOf(http), http.RequestAborted)
                .ConfigureAwait(false);
            return Accepted(id, true);
        }
        finally
        {
            if (id is null) quota.Return(allowances, bytes);
        }
    }

    // A server that holds the secret posts for many visitors.
    public static IPAddress? AddressOf(HttpContext http) =>
        http.GetIdentity().IsSecret ? null : http.Connection.RemoteIpAddress;

    private static Reception Accepted(string? id, bool isStored) =>
        id is null
            ? new Reception(DirectLineError.NoConversation(), IsStored: false)
            : new Reception(
                TypedResults.Json(new AcceptedResponse(id), DirectLineJson.Default.AcceptedResponse), isStored);

    private async Task<string?> AcknowledgeAsync(string conversationId, CancellationToken cancellationToken) =>
        await conversations.FindAsync(conversationId, cancellationToken).ConfigureAwait(false) is { } last
            ? DirectLineActivities.ReplyId(DirectLineActivities.Id(conversationId, last), 0)
            : null;
}

internal sealed record Reception(IResult Result, bool IsStored);
