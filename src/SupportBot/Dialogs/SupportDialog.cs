using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Handoff;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

internal delegate Task<Answer> AnswerQuestion(Question question, ShowAnswer show, CancellationToken cancellationToken);

internal sealed class SupportDialog(
    AnswerQuestion answer, HandoffDialog handoff, HandoffHub hub, TurnStore turns, Brand brand,
    IOptions<RateLimitOptions> limits, ILogger<SupportDialog> log)
{
    private const int HistoryLength = 6;

    public async Task ReplyAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        var turn = ActiveTurn.Of(turnContext);
        var maxLength = limits.Value.LongestMessage;
        var language = brand.LanguageOf(turnContext.Activity.Locale);
        var message = IncomingMessage.Read(turnContext.Activity, turn.Turn, language, maxLength);
        var texts = brand.In(message.Language).Chat;
        if (!await handoff.TryHandleAsync(turnContext, message.Text, message.Language, cancellationToken))
        {
            if (GetDeclineText(message, texts, maxLength) is { } text)
                await turn.Reply.FinishAsync(text, cancellationToken);
            else await AnswerAsync(turnContext, turn, message, texts, cancellationToken);
        }
        await hub.InitiateAsync(turnContext, cancellationToken);
    }

    private async Task AnswerAsync(
        ITurnContext turnContext, ActiveTurn turn, IncomingMessage message, ChatTexts texts,
        CancellationToken cancellationToken)
    {
        await turn.Reply.AnnounceAsync(texts.Searching, cancellationToken);
        Failpoint.Reach(Failpoint.ReplyAnnounced);
        var audiences = await turn.Channel.GetAudiencesAsync(turnContext.Activity, cancellationToken);
        var history = await turns.HistoryAsync(message.ConversationId, HistoryLength, cancellationToken);
        var question = new Question(message.Text, history, audiences, message.Language)
        {
            Conversation = message.ConversationId,
        };
        var answered = await answer(question, turn.Reply.WriteAsync, cancellationToken);
        Failpoint.Reach(Failpoint.AnswerMade);
        LogFailures(answered.Trace);
        var plan = await handoff.PlanAsync(turnContext, question, answered, cancellationToken);
        var id = plan.Instead is { } prompt
            ? await turn.AskAsync(prompt, cancellationToken)
            : await turn.Reply.FinishAsync(InternalNote.AddTo(answered, texts), texts, cancellationToken);
        if (plan.After is { } offer) await turn.AskAsync(offer, cancellationToken);
        turn.Answered = new AnsweredTurn(id, message.Text, answered, turnContext.Activity.Id, message.Language);
    }

    private static string? GetDeclineText(IncomingMessage message, ChatTexts texts, int maxLength) => message switch
    {
        { Wait.Ticks: > 0 } => WaitText(texts, (int)Math.Ceiling(message.Wait.TotalMinutes)),
        { Text.Length: var length } when length > maxLength =>
            texts.TooLong.Replace("{limit}", Format(maxLength, message.Language), StringComparison.Ordinal),
        { Text: "", HasFiles: true } => texts.Files,
        { Text: "" } or { HasWords: false } => texts.Empty,
        _ => null,
    };

    private void LogFailures(AnswerTrace trace)
    {
        foreach (var call in trace.Calls)
            if (call.Failure is { } failure)
                log.LogWarning("The model {Deployment} {Reason}.", call.Deployment, failure.Reason);
        if (trace.Missing is { } missing)
            log.LogWarning("The search was incomplete ({Leg}): {Reason}", missing.Leg, missing.Reason);
    }

    private static string WaitText(ChatTexts texts, int minutes) => minutes <= 1
        ? texts.WaitMinute
        : texts.WaitMinutes.Replace("{minutes}", $"{minutes}", StringComparison.Ordinal);

    private static string Format(int number, string language) =>
        number.ToString("N0", CultureInfo.CreateSpecificCulture(language));
}
