using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Turns;

/// <summary>
/// Where the reply of a turn goes. It is shown while it is made, where the channel can, and ends once.
/// </summary>
internal interface IReplySink
{
    /// <summary>Shows what is being done, until the first words of the reply.</summary>
    Task AnnounceAsync(string text, CancellationToken cancellationToken);

    /// <summary>Shows the reply so far.</summary>
    /// <param name="text">All of it in Markdown, beginning with what was shown before.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken);

    /// <summary>Ends with an answer, in place of what was shown.</summary>
    /// <returns>The id of the answer in the log.</returns>
    Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken);

    /// <summary>Ends with a text of the bot itself, in place of what was shown.</summary>
    Task FinishAsync(string text, CancellationToken cancellationToken);

    /// <summary>Ends with a text of the bot itself and with questions that can be asked by a click.</summary>
    Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken);
}
