using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Turns;

internal interface IReplySink
{
    Task AnnounceAsync(string text, CancellationToken cancellationToken);

    // The text is Markdown and begins with what was shown before.
    Task WriteAsync(string text, CancellationToken cancellationToken);

    Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken);

    Task FinishAsync(string text, CancellationToken cancellationToken);

    // Ends the reply, or adds to an ended one. Returns the id of the message.
    Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken);

    Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken);
}
