using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.WebChat;

// Web Chat 4.18 reads links from Markdown definitions in the text, quotes from the claims of a schema.org message, and
// feedback buttons from the actions of that message.
internal static partial class WebChatRenderer
{
    public static Activity Render(Answer answer, string id, string label, LinkButtons links)
    {
        var message = answer.Choices.Count > 0
            ? Messages.WithButtons(answer.Choices, answer.Text)
            : Messages.Markdown(answer.Text);
        if (links.Links.Count > 0) message.Attachments = [LinkCard.Create(links)];
        if (answer.Kind != AnswerKind.Answered) return message;
        message.Text = $"{answer.Text}\n\n{string.Join('\n', answer.Citations.Select(CitationDefinition.Of))}";
        message.Entities = [Message(answer, id, label)];
        return message;
    }

    public static IEnumerable<string> Prefixes(string text) =>
        SentenceEnd().Matches(text).Select(end => text[..end.Index]).Append(text);

    private static Entity Message(Answer answer, string id, string label)
    {
        var entity = AnswerEntity.Of(answer.Citations.Select((citation, i) => Claim(citation, i == 0 ? label : null)));
        entity.Properties!["potentialAction"] =
            new JArray(FeedbackAction("LikeAction", id), FeedbackAction("DislikeAction", id));
        return entity;
    }

    // Web Chat takes the label from the first claim.
    private static JObject Claim(Citation citation, string? label)
    {
        var claim = AnswerEntity.Claim(citation, CitationName.Of(citation), citation.ShownQuote(), citation.Url);
        if (label is not null) claim["claimInterpreter"] = new JObject { ["@type"] = "Project", ["slogan"] = label };
        return claim;
    }

    private static JObject FeedbackAction(string type, string id) => new()
    {
        ["@type"] = type,
        ["@id"] = id,
        ["actionStatus"] = "PotentialActionStatus",
    };

    [GeneratedRegex(@"(?<=\D[.!?:]|\[\d\])\s+(?=[^\s[])|(?<=[。！？])(?=[^\s[。！？」』）])|\n\n+")]
    private static partial Regex SentenceEnd();
}
