using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

// Buttons below a message, with a line above them; null where the message itself introduces them.
internal sealed record LinkButtons(string? Title, IReadOnlyList<LinkButton> Links)
{
    public static LinkButtons Of(Answer answer, ChatTexts texts) => new(
        answer is { Kind: AnswerKind.Answered, Suggestions.Count: > 0 } ? texts.SeeAlso : null,
        [.. answer.Suggestions.Select(LinkButton.Of)]);
}
