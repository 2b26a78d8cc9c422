using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>The base of a bot: each turn goes to the method for its activity type. Override those that you need.</summary>
public abstract class ActivityHandler
{
    /// <summary>Takes one turn.</summary>
    public virtual Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turnContext.Activity.Type switch
    {
        ActivityTypes.Message => OnMessageActivityAsync(turnContext, cancellationToken),
        ActivityTypes.ConversationUpdate => OnConversationUpdateActivityAsync(turnContext, cancellationToken),
        ActivityTypes.Event => OnEventActivityAsync(turnContext, cancellationToken),
        ActivityTypes.Typing => OnTypingActivityAsync(turnContext, cancellationToken),
        ActivityTypes.EndOfConversation => OnEndOfConversationActivityAsync(turnContext, cancellationToken),
        ActivityTypes.Invoke => InvokeAsync(turnContext, cancellationToken),
        ActivityTypes.MessageReaction => OnMessageReactionActivityAsync(turnContext, cancellationToken),
        ActivityTypes.MessageUpdate => OnMessageUpdateActivityAsync(turnContext, cancellationToken),
        ActivityTypes.MessageDelete => OnMessageDeleteActivityAsync(turnContext, cancellationToken),
        ActivityTypes.InstallationUpdate => OnInstallationUpdateActivityAsync(turnContext, cancellationToken),
        _ => OnUnrecognizedActivityTypeAsync(turnContext, cancellationToken),
    };

    /// <summary>Somebody wrote, or submitted a card.</summary>
    protected virtual Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>People came or went, or the conversation changed otherwise.</summary>
    protected virtual async Task OnConversationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var bot = turnContext.Activity.Recipient?.Id;
        if (Others(turnContext.Activity.MembersAdded, bot) is { Count: > 0 } added)
            await OnMembersAddedAsync(added, turnContext, cancellationToken).ConfigureAwait(false);
        if (Others(turnContext.Activity.MembersRemoved, bot) is { Count: > 0 } removed)
            await OnMembersRemovedAsync(removed, turnContext, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Members other than the bot came: the place for a welcome.</summary>
    protected virtual Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Members other than the bot went.</summary>
    protected virtual Task OnMembersRemovedAsync(IReadOnlyList<ChannelAccount> membersRemoved, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A named event, such as a thumb up.</summary>
    protected virtual Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTypingActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnEndOfConversationActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A call that the sender waits for; by default nobody handles it.</summary>
    protected virtual Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.FromResult(InvokeResponse.NotImplemented);

    /// <summary>Somebody reacted to a message, or took that back.</summary>
    protected virtual async Task OnMessageReactionActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.ReactionsAdded is { Count: > 0 } added) await OnReactionsAddedAsync([.. added], turnContext, cancellationToken).ConfigureAwait(false);
        if (turnContext.Activity.ReactionsRemoved is { Count: > 0 } removed) await OnReactionsRemovedAsync([.. removed], turnContext, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Somebody reacted to the message that <see cref="ActivityExtensions.GetReactedToId"/> names.</summary>
    protected virtual Task OnReactionsAddedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Somebody took reactions back.</summary>
    protected virtual Task OnReactionsRemovedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A message was edited, or its deletion taken back.</summary>
    protected virtual Task OnMessageUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A message was deleted.</summary>
    protected virtual Task OnMessageDeleteActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The bot was installed, upgraded or removed.</summary>
    protected virtual Task OnInstallationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => turnContext.Activity.Action switch
    {
        "add" or "add-upgrade" => OnInstallationUpdateAddAsync(turnContext, cancellationToken),
        "remove" or "remove-upgrade" => OnInstallationUpdateRemoveAsync(turnContext, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>The bot was installed, or upgraded (<c>add-upgrade</c>).</summary>
    protected virtual Task OnInstallationUpdateAddAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The bot was removed, or makes room for its upgrade (<c>remove-upgrade</c>).</summary>
    protected virtual Task OnInstallationUpdateRemoveAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A type that this class has no method for.</summary>
    protected virtual Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task InvokeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.TurnState.Set(await OnInvokeActivityAsync(turnContext, cancellationToken).ConfigureAwait(false));

    private static List<ChannelAccount> Others(IList<ChannelAccount>? members, string? bot) =>
        [.. (members ?? []).Where(member => member.Id != bot)];
}
