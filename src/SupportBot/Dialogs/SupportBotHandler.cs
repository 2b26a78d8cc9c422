using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.BotFramework.Teams;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

/// <summary>The bot: says hello, answers questions, and takes thumbs. What it has no method for ends in silence.</summary>
internal sealed class SupportBotHandler(MessageReplies replies, Welcome welcome, FeedbackIntake feedback, MessageStore messages) : TeamsActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        replies.ReplyAsync(turnContext, cancellationToken);

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) =>
        welcome.GreetAsync(turnContext, cancellationToken);

    /// <summary>A team hears of the bot when the bot comes, and not of each of its members.</summary>
    protected override Task OnTeamsMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, TeamInfo? teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        !Addressing.IsGroup(turnContext.Activity) || membersAdded.Any(member => member.Id == turnContext.Activity.Recipient?.Id)
            ? welcome.GreetAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    protected override Task OnInstallationUpdateAddAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Action == "add" ? welcome.GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <summary>The last message is asked anew, where its words changed; behind an earlier one the conversation has moved on.</summary>
    protected override async Task OnTeamsMessageEditAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        if (!await messages.IsLastAsync(conversation, message, cancellationToken)) return;
        if (await messages.QuestionAsync(conversation, message, cancellationToken) == turnContext.Activity.Text?.Trim()) return;
        await messages.WithdrawAsync(conversation, message, cancellationToken);
        await replies.ReplyAsync(turnContext, cancellationToken);
    }

    protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        return messages.WithdrawAsync(conversation, message, cancellationToken);
    }

    protected override Task OnTeamsMessageUndeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        return messages.RestoreAsync(conversation, message, cancellationToken);
    }

    protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) => feedback.TakeAsync(turnContext, cancellationToken);

    protected override Task<bool> OnTeamsMessageSubmitActionAsync(ITurnContext turnContext, CancellationToken cancellationToken) => feedback.TakeAsync(turnContext, cancellationToken);

    protected override Task OnReactionsAddedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) =>
        feedback.AddAsync(messageReactions, turnContext, cancellationToken);

    protected override Task OnReactionsRemovedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) =>
        feedback.RemoveAsync(messageReactions, turnContext, cancellationToken);

    /// <summary>An edit and a deletion carry the id of the message that they are about.</summary>
    private static (string Conversation, string Message) Edited(ITurnContext turnContext) =>
        (turnContext.TurnState.Get<Turn>()!.ConversationId, turnContext.Activity.Id!);
}
