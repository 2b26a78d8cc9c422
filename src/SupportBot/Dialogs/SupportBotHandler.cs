using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

/// <summary>The bot: says hello, answers questions, and takes thumbs. What it has no method for ends in silence.</summary>
internal sealed class SupportBotHandler(SupportDialog dialog, FeedbackIntake feedback, Brand brand) : ActivityHandler
{
    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var texts = brand.In(turnContext.Activity.Locale).Chat;
        return turnContext.SendActivityAsync(MessageFactory.SuggestedActions(texts.Examples, brand.Named(texts.Welcome)), cancellationToken);
    }

    protected override Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var message = IncomingMessage.From(turnContext.Activity, turnContext.TurnState.Get<Turn>()!, brand.LanguageOf(turnContext.Activity.Locale));
        return dialog.Decline(message) is { } word
            ? turnContext.SendActivityAsync(word, cancellationToken)
            : AnswerAsync(turnContext, message, cancellationToken);
    }

    protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        Opinion.Read(turnContext.Activity) is { } opinion ? feedback.TakeAsync(opinion, turnContext.Activity, cancellationToken) : Task.CompletedTask;

    private async Task AnswerAsync(ITurnContext turnContext, IncomingMessage message, CancellationToken cancellationToken)
    {
        var texts = brand.In(message.Language).Chat;
        var reply = turnContext.TurnState.Get<IReply>()!;
        await reply.AnnounceAsync(texts.Searching, cancellationToken);
        Failpoint.Reach("reply-announced");
        var answer = await dialog.AnswerAsync(message, cancellationToken);
        Failpoint.Reach("answer-made");
        var id = await reply.FinishAsync(answer, texts, cancellationToken);
        turnContext.TurnState.Set(new Reply(id, message.Text, answer, turnContext.Activity.Id!));
    }
}
