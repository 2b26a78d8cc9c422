using System.Globalization;
using System.Text;
using Markdig;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Channels.Teams;

// Microsoft Learn, "Bot messages with AI-generated content".
internal sealed class TeamsRenderer(string publicAddress)
{
    private const int MaxNameLength = 80;
    private const int MaxAbstractLength = 160;
    private const int MaxCitations = 20;
    private const int MaxActions = 3;

    // In characters of JSON. Teams counts UTF-16, documents a limit of 100 KB and recommends 80 KB, which is 40,000
    // characters; the rest is for the addressing of the message.
    private const int MaxMessageSize = 38_000;

    // Below this size the citations are what is large, and they are within the limits of Teams.
    private const int MinTextSize = 8_000;

    // Length of the text shown while streaming. It must fit into the first message whatever the citations need: twenty
    // Latin citations need up to 23,000 characters, and the first half of a message is never split.
    private const int MaxStreamedLength = 5_000;

    private readonly TeamsLinks _links = new(publicAddress);

    public IReadOnlyList<Activity> Render(Answer answer, LinkButtons links)
    {
        var text = TeamsMarkdown.From(answer.Text);
        for (var maxSize = MaxMessageSize; ; maxSize = maxSize * 3 / 4)
        {
            var messages = MessageSplitter.Split(text, maxSize).Select(part => Message(part, answer)).ToList();
            Complete(messages[^1], answer, links);
            if (maxSize < MinTextSize || messages.TrueForAll(message => Size(message) <= MaxMessageSize))
                return messages;
        }
    }

    public static string RenderPartial(string text)
    {
        var stable = TeamsMarkdown.StablePrefix(text);
        return stable[..MessageSplitter.FitLength(stable, MaxStreamedLength)];
    }

    private Activity Message(string text, Answer answer)
    {
        var message = Messages.Markdown(text);
        if (answer.Kind == AnswerKind.Answered)
            message.Entities =
            [
                AnswerEntity.Of(
                    answer.Citations.Where(citation => IsCited(text, citation)).Take(MaxCitations).Select(Claim)),
            ];
        return message;
    }

    private void Complete(Activity last, Answer answer, LinkButtons links)
    {
        if (links.Links.Take(MaxActions).Select(Shown).ToList() is { Count: > 0 } shown)
            last.Attachments = [ActionsCard.WithLinks(new LinkButtons(links.Title, shown))];
        if (answer.Kind == AnswerKind.Answered)
            last.ChannelData = new JObject { ["feedbackLoop"] = new JObject { ["type"] = "default" } };
        if (answer.Choices.Count > 0)
            last.SuggestedActions = Messages.WithButtons(answer.Choices.Take(MaxActions), "").SuggestedActions;
    }

    private static bool IsCited(string text, Citation citation) =>
        text.Contains(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}]"), StringComparison.Ordinal);

    private JObject Claim(Citation citation)
    {
        var name = CitationName.Of(citation).Shorten(MaxNameLength);
        var quote = Markdown.ToPlainText(citation.ShownQuote(), MarkdownSyntax.Pipeline).Trim();
        return AnswerEntity.Claim(
            citation, name, quote.Length > 0 ? quote.Shorten(MaxAbstractLength) : name, _links.Of(citation));
    }

    private LinkButton Shown(LinkButton link) => new(link.Label.Shorten(MaxNameLength), _links.Of(link.Url));

    private static int Size(Activity message) => Encoding.UTF8.GetCharCount(ActivityJson.Write(message));
}
