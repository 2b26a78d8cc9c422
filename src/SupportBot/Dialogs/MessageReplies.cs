using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Channels.Teams;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

/// <summary>Replies to a message: with the answer to its question, or with a kind word.</summary>
internal sealed class MessageReplies(SupportDialog dialog, TeamsAudience audience, Brand brand, ILogger<MessageReplies> log)
{
    public async Task ReplyAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        var message = IncomingMessage.From(activity, turnContext.TurnState.Get<Turn>()!, brand.LanguageOf(activity.Locale), dialog.LongestMessage);
        if (dialog.Decline(message) is { } word) await turnContext.SendActivityAsync(word, cancellationToken);
        else await AnswerAsync(turnContext, message, cancellationToken);
    }

    private async Task AnswerAsync(ITurnContext turnContext, IncomingMessage message, CancellationToken cancellationToken)
    {
        var texts = brand.In(message.Language).Chat;
        var reply = turnContext.TurnState.Get<IReply>()!;
        await reply.AnnounceAsync(texts.Searching, cancellationToken);
        Failpoint.Reach(Failpoint.ReplyAnnounced);
        var answer = await dialog.AnswerAsync(message, await audience.OfAsync(turnContext.Activity, cancellationToken), reply.WriteAsync, cancellationToken);
        Failpoint.Reach(Failpoint.AnswerMade);
        foreach (var call in answer.Trace.Calls)
            if (call.Failure is { } failure) log.LogWarning("The model {Deployment} {Reason}.", call.Deployment, failure.Reason);
        if (answer.Trace.Missing is { } missing) log.LogWarning("The search was not whole ({Leg}): {Reason}", missing.Leg, missing.Reason);
        var id = await reply.FinishAsync(InternalNote.On(answer, texts), texts, cancellationToken);
        turnContext.TurnState.Set(new Reply(id, message.Text, answer, turnContext.Activity.Id!, message.Language));
    }
}
