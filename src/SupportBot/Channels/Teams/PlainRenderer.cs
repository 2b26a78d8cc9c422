using System.Globalization;
using Microsoft.Bot.Schema;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.Teams;

internal sealed class PlainRenderer(string publicAddress)
{
    public IReadOnlyList<Activity> Render(Answer answer, LinkButtons links)
    {
        string?[] paragraphs =
            [answer.Text, .. answer.Citations.Select(Source), links.Title, .. links.Links.Select(Link)];
        var text = string.Join("\n\n", paragraphs.OfType<string>());
        return
        [
            answer.Choices.Count > 0 ? Messages.WithButtons(answer.Choices, text) : Messages.Markdown(text),
        ];
    }

    private string Source(Citation citation) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"[{citation.Number}] {CitationName.Of(citation)}: "
                + $"{Absolute(citation.Url)}");

    private string Link(LinkButton link) => link.Url is { } url ? $"{link.Label}: {Absolute(url)}" : link.Label;

    private string Absolute(string url) => url.StartsWith('/') ? publicAddress + url : url;
}
