using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

// Buttons below a message, with a line above them. Where nothing was answered, the message itself introduces them.
internal sealed record LinkButtons(string Title, IReadOnlyList<LinkButton> Links)
{
    public static readonly LinkButtons None = new("", []);

    public static LinkButtons Of(Answer answer, ChatTexts texts) => new(
        answer.Kind == AnswerKind.Answered ? texts.SeeAlso : "", [.. answer.Suggestions.Select(LinkButton.Of)]);
}
