using System.Text.Json.Nodes;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Teams;

/// <summary>The base of a bot that lives in Teams as well: what only Teams sends goes to methods of its own.</summary>
public abstract class TeamsActivityHandler : ActivityHandler
{
    /// <inheritdoc/>
    protected override async Task OnConversationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        if (activity.ChannelId != ChannelIds.Msteams)
        {
            await base.OnConversationUpdateActivityAsync(turnContext, cancellationToken).ConfigureAwait(false);
            return;
        }
        var team = TeamsChannelData.Of(activity).Team;
        if (activity.MembersAdded is { Count: > 0 } added) await OnTeamsMembersAddedAsync([.. added], team, turnContext, cancellationToken).ConfigureAwait(false);
        if (activity.MembersRemoved is { Count: > 0 } removed) await OnTeamsMembersRemovedAsync([.. removed], team, turnContext, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Members came to a chat or team, the bot itself maybe among them.</summary>
    protected virtual Task OnTeamsMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, TeamInfo? teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Others(membersAdded, turnContext) is { Count: > 0 } others ? OnMembersAddedAsync(others, turnContext, cancellationToken) : Task.CompletedTask;

    /// <summary>Members left a chat or team, the bot itself maybe among them.</summary>
    protected virtual Task OnTeamsMembersRemovedAsync(IReadOnlyList<ChannelAccount> membersRemoved, TeamInfo? teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Others(membersRemoved, turnContext) is { Count: > 0 } others ? OnMembersRemovedAsync(others, turnContext, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnMessageUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => EventType(turnContext) switch
    {
        TeamsEventTypes.EditMessage => OnTeamsMessageEditAsync(turnContext, cancellationToken),
        TeamsEventTypes.UndeleteMessage => OnTeamsMessageUndeleteAsync(turnContext, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>Somebody edited a message; the activity has its id and the new text.</summary>
    protected virtual Task OnTeamsMessageEditAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Somebody took a deletion back; the activity has the message's id and text.</summary>
    protected virtual Task OnTeamsMessageUndeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task OnMessageDeleteActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        EventType(turnContext) == TeamsEventTypes.SoftDeleteMessage ? OnTeamsMessageSoftDeleteAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <summary>Somebody deleted a message, which Teams can bring back; the activity has its id.</summary>
    protected virtual Task OnTeamsMessageSoftDeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => turnContext.Activity.Name switch
    {
        "adaptiveCard/action" => await ExecuteAsync(turnContext, cancellationToken).ConfigureAwait(false),
        "message/submitAction" => await OnTeamsMessageSubmitActionAsync(turnContext, cancellationToken).ConfigureAwait(false)
            ? new InvokeResponse(200, new JsonObject())
            : InvokeResponse.NotImplemented,
        _ => await base.OnInvokeActivityAsync(turnContext, cancellationToken).ConfigureAwait(false),
    };

    /// <summary>Somebody clicked an <c>Action.Execute</c>.</summary>
    /// <returns>Null where this bot has no such action.</returns>
    protected virtual Task<AdaptiveCardInvokeResponse?> OnAdaptiveCardInvokeAsync(ITurnContext turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
        Task.FromResult<AdaptiveCardInvokeResponse?>(null);

    /// <summary>Somebody gave a thumb to a message with a feedback loop. Teams takes nothing but an empty object for an answer.</summary>
    /// <returns>Whether this bot takes feedback.</returns>
    protected virtual Task<bool> OnTeamsMessageSubmitActionAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.FromResult(false);

    private async Task<InvokeResponse> ExecuteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (AdaptiveCardInvokeValue.Read(turnContext.Activity.Value) is not { } value)
            return AdaptiveCardInvokeResponse.Error(400, "BadRequest", "The value must hold an action of type Action.Execute.").ToInvokeResponse();
        var response = await OnAdaptiveCardInvokeAsync(turnContext, value, cancellationToken).ConfigureAwait(false);
        return response?.ToInvokeResponse() ?? InvokeResponse.NotImplemented;
    }

    private static List<ChannelAccount> Others(IReadOnlyList<ChannelAccount> members, ITurnContext turnContext) =>
        [.. members.Where(member => member.Id != turnContext.Activity.Recipient?.Id)];

    private static string? EventType(ITurnContext turnContext) => TeamsChannelData.Of(turnContext.Activity).EventType;
}
