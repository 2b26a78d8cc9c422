using SupportBot.Core.Answers;
using SupportBot.Dialogs;

namespace SupportBot.Turns;

/// <summary>The reply of a turn, which shows while it is made where the channel can do that. It ends once.</summary>
internal interface IReply
{
    /// <summary>Says what is being done; the text gives way to the first words of the reply.</summary>
    Task AnnounceAsync(string text, CancellationToken cancellationToken);

    /// <summary>Shows the reply so far.</summary>
    /// <param name="text">All of it in Markdown, beginning with what was shown before.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken);

    /// <summary>Ends with an answer, in the place of what was shown.</summary>
    /// <returns>The answer's id in the log.</returns>
    Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken);

    /// <summary>Ends with the bot's own word, in the place of what was shown.</summary>
    Task FinishAsync(string word, CancellationToken cancellationToken);

    /// <summary>Ends with the bot's own word, and with questions that can be asked by a click.</summary>
    Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken);
}
