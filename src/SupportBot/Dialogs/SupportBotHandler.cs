using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;
using SupportBot.Desks.Teams;
using SupportBot.Handoff;
using SupportBot.TeamsExtension;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

internal sealed class SupportBotHandler(
    SupportDialog dialog, Welcome welcome, FeedbackRecorder feedback, HandoffDialog handoff, HandoffHub hub,
    TeamsDeskDialog teamsDesk, MessageStore messages, MessageExtension extension) : TeamsActivityHandler
{
    private const string SubmitAction = "message/submitAction";

    // What agents do in the channel of the desk is not for the bot to answer.
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (!await teamsDesk.TryHandleAsync(turnContext, cancellationToken))
            await base.OnTurnAsync(turnContext, cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(
        ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        await dialog.ReplyAsync(turnContext, cancellationToken);
    }

    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken) => welcome.GreetAsync(turnContext, cancellationToken);

    // The SDK would ask the Connector about each member. A team is greeted only when the bot is added.
    protected override Task OnTeamsMembersAddedDispatchAsync(
        IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken)
    {
        ITurnContext turn = turnContext;
        var isBotAdded = membersAdded.Any(member => member.Id == turn.Activity.Recipient?.Id);
        return isBotAdded || !Addressing.IsGroup(turn.Activity)
            ? welcome.GreetAsync(turn, cancellationToken)
            : Task.CompletedTask;
    }

    protected override Task OnTeamsMembersRemovedDispatchAsync(
        IList<ChannelAccount> membersRemoved, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task OnInstallationUpdateAddAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Action == "add" ? welcome.GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;

    // The last message is answered again if its text changed; after an earlier one, the conversation has moved on.
    protected override async Task OnTeamsMessageEditAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        if (!await messages.IsLastAsync(conversation, message, cancellationToken)) return;
        var text = ((ITurnContext)turnContext).Activity.Text?.Trim();
        if (await messages.QuestionAsync(conversation, message, cancellationToken) == text) return;
        await messages.WithdrawAsync(conversation, message, cancellationToken);
        await dialog.ReplyAsync(turnContext, cancellationToken);
    }

    protected override Task OnTeamsMessageSoftDeleteAsync(
        ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        return messages.WithdrawAsync(conversation, message, cancellationToken);
    }

    protected override Task OnTeamsMessageUndeleteAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var (conversation, message) = Edited(turnContext);
        return messages.RestoreAsync(conversation, message, cancellationToken);
    }

    protected override async Task OnEventAsync(
        ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Name == HandoffHub.StatusEvent)
            await hub.FollowAsync(turnContext, cancellationToken);
        else if (await feedback.RecordAsync(turnContext, cancellationToken) is { Helpful: false })
            await handoff.OfferAfterThumbDownAsync(turnContext, cancellationToken);
    }

    // The SDK does not handle feedback, and throws for a query of the message extension that has another shape. As the
    // response to feedback, Teams accepts only an empty object.
    protected override async Task<InvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        var name = turnContext.Activity.Name;
        if (name == MessageExtension.Query)
            return CreateInvokeResponse(
                await extension.AnswerAsync(((ITurnContext)turnContext).Activity, cancellationToken));
        return name == SubmitAction && await feedback.RecordAsync(turnContext, cancellationToken) is not null
            ? CreateInvokeResponse(new JObject())
            : await base.OnInvokeActivityAsync(turnContext, cancellationToken);
    }

    protected override Task OnReactionsAddedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext,
        CancellationToken cancellationToken) => feedback.AddAsync(messageReactions, turnContext, cancellationToken);

    protected override Task OnReactionsRemovedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext,
        CancellationToken cancellationToken) => feedback.RemoveAsync(messageReactions, turnContext, cancellationToken);

    private static (string Conversation, string Message) Edited(ITurnContext turnContext) =>
        (ActiveTurn.Of(turnContext).Turn.ConversationId, turnContext.Activity.Id);
}
