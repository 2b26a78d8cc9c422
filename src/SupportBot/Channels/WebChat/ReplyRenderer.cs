using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.WebChat;

/// <summary>
/// An answer as Web Chat 4.18 shows it: the links of its references come from Markdown definitions in the text, their
/// quotes from the claims of a schema.org message, the thumbs from the actions of that message.
/// </summary>
internal static partial class ReplyRenderer
{
    /// <param name="answer">The answer.</param>
    /// <param name="id">The message's id, by which a thumb says what it is about.</param>
    /// <param name="label">Stands under an answer: that nobody wrote it.</param>
    public static Activity Render(Answer answer, string id, string label)
    {
        var message = answer.Suggestions.Count > 0
            ? Messages.WithButtons(answer.Suggestions, answer.Text)
            : Messages.Markdown(answer.Text);
        if (answer.Kind != AnswerKind.Answered) return message;
        message.Text = $"{answer.Text}\n\n{string.Join('\n', answer.Citations.Select(Definition))}";
        message.Entities = [Message(answer, id, label)];
        return message;
    }

    /// <summary>
    /// What a reader sees of a text as it grows, sentence by sentence: each part begins with the one before.
    /// </summary>
    public static IEnumerable<string> Parts(string text) =>
        SentenceEnd().Matches(text).Select(end => text[..end.Index]).Append(text);

    private static string Definition(Citation citation)
    {
        var title = CitationName.Of(citation)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"[{citation.Number}]: <{Address(citation.Url)}> \"{title}\"";
    }

    private static Entity Message(Answer answer, string id, string label)
    {
        var entity = AnswerEntity.Of(answer.Citations.Select((citation, i) => Claim(citation, i == 0 ? label : null)));
        entity.Properties!["potentialAction"] = new JArray(Action("LikeAction", id), Action("DislikeAction", id));
        return entity;
    }

    /// <summary>Web Chat takes the label from the first claim.</summary>
    private static JObject Claim(Citation citation, string? label)
    {
        var claim = AnswerEntity.Claim(citation, CitationName.Of(citation), citation.ShownQuote(), citation.Url);
        if (label is not null) claim["claimInterpreter"] = new JObject { ["@type"] = "Project", ["slogan"] = label };
        return claim;
    }

    private static JObject Action(string type, string id) => new()
    {
        ["@type"] = type,
        ["@id"] = id,
        ["actionStatus"] = "PotentialActionStatus",
    };

    /// <summary>
    /// Escaped as browsers do it: Web Chat marks a link as a reference only where its address is the same as the
    /// definition's.
    /// </summary>
    private static string Address(string url) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes(url)
                .Select(b =>
                    b is > 0x20 and < 0x7F and not (byte)'<' and not (byte)'>' ? ((char)b).ToString() : $"%{b:X2}"));

    [GeneratedRegex(@"(?<=\D[.!?:]|\[\d\])\s+(?=[^\s[])|(?<=[。！？])(?=[^\s[。！？」』）])|\n\n+")]
    private static partial Regex SentenceEnd();
}
