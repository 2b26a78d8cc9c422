using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;

namespace SupportBot.Dialogs;

/// <summary>Makes the answer to a question: search, decide, write, check. What is checked is shown while the rest is written.</summary>
internal delegate Task<Answer> AnswerQuestion(Question question, ShowAnswer show, CancellationToken cancellationToken);

/// <summary>What a message calls for.</summary>
internal enum MessageState
{
    /// <summary>The visitor writes faster than we answer.</summary>
    TooMany,

    TooLong,
    OnlyFiles,
    Empty,
    Question,
}

/// <summary>Decides how the bot replies to a message, the same on every channel.</summary>
internal sealed class SupportDialog(AnswerQuestion answer, TurnStore turns, Brand brand, IOptions<RateLimitOptions> limits)
{
    /// <summary>How many earlier questions a follow-up may refer to.</summary>
    private const int Remembered = 6;

    /// <summary>The longest message that is answered, in characters.</summary>
    public int LongestMessage => limits.Value.LongestMessage;

    /// <summary>The kind word for a message that cannot be answered as it is; null for a question.</summary>
    public string? Decline(IncomingMessage message)
    {
        var texts = brand.In(message.Language).Chat;
        return StateOf(message) switch
        {
            MessageState.TooMany => Wait(texts, (int)Math.Ceiling(message.Wait.TotalMinutes)),
            MessageState.TooLong => texts.TooLong.Replace("{limit}", Number(LongestMessage, message.Language), StringComparison.Ordinal),
            MessageState.OnlyFiles => texts.Files,
            MessageState.Empty => texts.Empty,
            _ => null,
        };
    }

    /// <summary>The answer to a question, in the light of those before it.</summary>
    /// <param name="message">The question.</param>
    /// <param name="audiences">Whose documents whoever reads the answer may see.</param>
    /// <param name="show">Shows what there is of it so far.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    public async Task<Answer> AnswerAsync(IncomingMessage message, IReadOnlySet<Audience> audiences, ShowAnswer show, CancellationToken cancellationToken)
    {
        var history = await turns.HistoryAsync(message.ConversationId, Remembered, cancellationToken);
        return await answer(new Question(message.Text, history, audiences, message.Language), show, cancellationToken);
    }

    private MessageState StateOf(IncomingMessage message) => message switch
    {
        { Wait.Ticks: > 0 } => MessageState.TooMany,
        { Text.Length: var length } when length > LongestMessage => MessageState.TooLong,
        { Text: "", HasFiles: true } => MessageState.OnlyFiles,
        { Text: "" } => MessageState.Empty,
        _ => MessageState.Question,
    };

    private static string Wait(ChatTexts texts, int minutes) =>
        minutes <= 1 ? texts.WaitMinute : texts.WaitMinutes.Replace("{minutes}", minutes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Number(int number, string language) => number.ToString("N0", CultureInfo.CreateSpecificCulture(language));
}
