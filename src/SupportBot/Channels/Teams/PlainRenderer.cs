using System.Globalization;
using Microsoft.Bot.Schema;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.Teams;

internal sealed class PlainRenderer(string publicAddress)
{
    public IReadOnlyList<Activity> Render(Answer answer)
    {
        var text =
            answer.Citations.Count == 0
                ? answer.Text
                : $"{answer.Text}\n\n{string.Join("\n\n", answer.Citations.Select(Source))}";
        return
        [
            answer.Choices.Count > 0 ? Messages.WithButtons(answer.Choices, text) : Messages.Markdown(text),
        ];
    }

    private string Source(Citation citation) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"[{citation.Number}] {CitationName.Of(citation)}: "
                + $"{(citation.Url.StartsWith('/') ? publicAddress + citation.Url : citation.Url)}");
}
