using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SupportBot.Channels;
using SupportBot.Channels.Teams;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.TeamsExtension;

// The cards that a person inserts, each with the preview that they choose it by (Microsoft Learn, "Respond to search
// command").
internal sealed partial class ExtensionCard(TeamsLinks links)
{
    private const string Version = "1.3";
    private const int MaxTitleLength = 80;
    private const int MaxPreviewLength = 160;
    private const int MaxSnippetLength = 400;
    private const int MaxCitations = 20;

    // In characters of JSON. Sources need up to as much again, and Teams takes 28 KB.
    private const int MaxAnswerSize = 6_000;

    public JObject Create(string question, Answer answer, string note)
    {
        var text = TeamsMarkdown.From(answer.Text);
        var shown = text[..MessageSplitter.FitLength(text, MaxAnswerSize)];
        JObject[] body =
        [
            CardJson.PlainText(question, weight: "Bolder"),
            .. Paragraphs(shown.Length < text.Length ? $"{shown}…" : shown),
            .. answer.Citations.Take(MaxCitations).Select(Source),
            Small(Escaped(note)),
        ];
        return Attachment(body, question, ToPlainText(answer.Text));
    }

    public JObject Create(Chunk chunk)
    {
        var citation = new Citation(
            0, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, chunk.Text, chunk.Audience);
        var (name, text) = (CitationName.Of(citation), ToPlainText(citation.ShownQuote()));
        return Attachment(
            [
                Markdown(Linked(citation)),
                .. text.Length > 0 ? [CardJson.PlainText(text.Shorten(MaxSnippetLength))] : (JObject[])[],
            ],
            name, text);
    }

    private static JObject Attachment(IEnumerable<JObject> body, string title, string text) => new()
    {
        ["contentType"] = CardJson.ContentType,
        ["content"] = CardJson.Create(Version, body),
        ["preview"] = new JObject
        {
            ["contentType"] = "application/vnd.microsoft.card.thumbnail",
            ["content"] = new JObject
            {
                ["title"] = title.Shorten(MaxTitleLength), ["text"] = text.Shorten(MaxPreviewLength),
            },
        },
    };

    // Text blocks know no code blocks, whose lines would become Markdown.
    private static IEnumerable<JObject> Paragraphs(string text)
    {
        var lines = text.Split('\n');
        for (var start = 0; start < lines.Length;)
        {
            var fence = TeamsCodeFence.At(lines[start]);
            var end = fence?.EndIn(lines, start) ?? NextFence(lines, start);
            var part = string.Join('\n', lines[start..end]).Trim('\n');
            if (fence is not null) yield return Code(part, fence);
            else if (part.Length > 0) yield return Markdown(part);
            start = end;
        }
    }

    private static int NextFence(string[] lines, int start) =>
        Array.FindIndex(lines, start, line => TeamsCodeFence.At(line) is not null) is >= 0 and var next
            ? next
            : lines.Length;

    private static JObject Code(string block, TeamsCodeFence fence)
    {
        var lines = block.Split('\n')[1..];
        if (lines is [.., var last] && last.Trim() == fence.Ticks) lines = lines[..^1];
        var runs = lines.Select(line => new JObject
        {
            ["type"] = "RichTextBlock",
            ["spacing"] = "None",
            ["inlines"] = new JArray(
                new JObject { ["type"] = "TextRun", ["text"] = line, ["fontType"] = "Monospace" }),
        });
        return new JObject
        {
            ["type"] = "Container", ["style"] = "emphasis", ["items"] = new JArray([.. runs]),
        };
    }

    private JObject Source(Citation citation) =>
        Small(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}] {Linked(citation)}"));

    private string Linked(Citation citation)
    {
        var name = Escaped(CitationName.Of(citation).Shorten(MaxTitleLength));
        if (links.Of(citation) is not { } url) return name;
        var target = url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        return $"[{name}]({target})";
    }

    private static JObject Markdown(string text) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static JObject Small(string text)
    {
        var block = Markdown(text);
        (block["size"], block["spacing"], block["isSubtle"]) = ("Small", "Small", true);
        return block;
    }

    private static string ToPlainText(string markdown) =>
        Blanks().Replace(Markdig.Markdown.ToPlainText(markdown, MarkdownSyntax.Pipeline), " ").Trim();

    private static string Escaped(string text) => Signs().Replace(text, @"\$0");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\\`*_\[\]<>]")]
    private static partial Regex Signs();
}
