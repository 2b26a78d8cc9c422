using System.Globalization;
using System.Text;
using Markdig;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Channels.Teams;

/// <summary>
/// An answer as Teams shows it: <c>[1]</c> in the text opens the quote that a schema.org message holds, which also
/// carries the label "AI generated"; thumbs stand under the last message of an answer ("Bot messages with AI-generated
/// content", Microsoft Learn).
/// </summary>
/// <param name="publicAddress">Where the host's own pages are, for documents whose address begins with a slash.</param>
internal sealed class TeamsRenderer(string publicAddress)
{
    private const int LongestName = 80;
    private const int LongestAbstract = 160;
    private const int MostCitations = 20;
    private const int MostActions = 3;

    /// <summary>Twenty longer ones would leave no room for the text.</summary>
    private const int LongestUrl = 500;

    /// <summary>
    /// Characters of a message's JSON. Teams counts UTF-16, documents 100 KB and advises 80, which is 40,000
    /// characters;
    /// some of them are for the address of the message.
    /// </summary>
    private const int Largest = 38_000;

    /// <summary>Below this the citations are what is large, and they are within Teams' own limit.</summary>
    private const int SmallestRoom = 8_000;

    /// <summary>
    /// How much of a text is shown while it grows. It must be in the first message whatever the citations take: twenty
    /// Latin ones take 23,000 characters at most, and no cut is made in the first half of a message.
    /// </summary>
    private const int Streamed = 5_000;

    /// <param name="answer">The answer.</param>
    /// <returns>One message, or several where the text is long.</returns>
    public IReadOnlyList<Activity> Render(Answer answer)
    {
        var text = TeamsMarkdown.From(answer.Text);
        for (var room = Largest; ; room = room * 3 / 4)
        {
            var messages = MessageParts.Split(text, room).Select(part => Message(part, answer)).ToList();
            Complete(messages[^1], answer);
            if (room < SmallestRoom || messages.TrueForAll(message => Size(message) <= Largest)) return messages;
        }
    }

    /// <summary>
    /// What is shown of a text while it grows; each begins with the one before, and the first message with them all.
    /// </summary>
    public static string Growing(string text)
    {
        var settled = TeamsMarkdown.Settled(text);
        return settled[..MessageParts.Fit(settled, Streamed)];
    }

    private Activity Message(string text, Answer answer)
    {
        var message = Messages.Markdown(text);
        if (answer.Kind == AnswerKind.Answered)
            message.Entities =
            [
                AnswerEntity.Of(
                    answer.Citations.Where(citation => IsCited(text, citation)).Take(MostCitations).Select(Claim)),
            ];
        return message;
    }

    /// <summary>Teams shows the buttons of the last message, and thumbs ask once for the whole answer.</summary>
    private static void Complete(Activity last, Answer answer)
    {
        if (answer.Kind == AnswerKind.Answered)
            last.ChannelData = new JObject { ["feedbackLoop"] = new JObject { ["type"] = "default" } };
        if (answer.Suggestions.Count > 0)
            last.SuggestedActions = Messages.WithButtons(answer.Suggestions.Take(MostActions), "").SuggestedActions;
    }

    private static bool IsCited(string text, Citation citation) =>
        text.Contains(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}]"), StringComparison.Ordinal);

    private JObject Claim(Citation citation)
    {
        var name = Shorten(CitationName.Of(citation), LongestName);
        // Teams shows a quote as plain text.
        var quote = Markdown.ToPlainText(citation.ShownQuote(), MarkdownSyntax.Pipeline).Trim();
        return AnswerEntity.Claim(
            citation, name, quote.Length > 0 ? Shorten(quote, LongestAbstract) : name, Link(citation));
    }

    /// <summary>
    /// Teams opens https alone, and the host shows no internal pages; a source without a link still shows its quote.
    /// </summary>
    private string? Link(Citation citation)
    {
        var isOwnPage = citation.Url.StartsWith('/');
        if (isOwnPage && citation.Audience == Audience.Internal) return null;
        var address = isOwnPage ? publicAddress + citation.Url : citation.Url;
        return
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && uri.AbsoluteUri.Length <= LongestUrl
            ? uri.AbsoluteUri
            : null;
    }

    private static string Shorten(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end].TrimEnd()}…";
    }

    private static int Size(Activity message) => Encoding.UTF8.GetString(ActivityJson.Write(message)).Length;
}
