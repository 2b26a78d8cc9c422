using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Turns;

// Receives the reply of a turn. It shows partial texts where the channel supports it, and is finished once.
internal interface IReplySink
{
    // Shows a status until the first words of the reply.
    Task AnnounceAsync(string text, CancellationToken cancellationToken);

    // The text is Markdown and begins with what was shown before.
    Task WriteAsync(string text, CancellationToken cancellationToken);

    // Replaces what was shown. Returns the id of the answer in the log.
    Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken);

    Task FinishAsync(string text, CancellationToken cancellationToken);

    // Finishes with a text of the bot and questions that can be asked by a click.
    Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken);
}
