using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels;

// What all Adaptive Cards have in common.
internal static class CardJson
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static JObject Create(string version, IEnumerable<JObject> body, IEnumerable<JObject>? actions = null)
    {
        var card = new JObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = version,
            ["body"] = new JArray([.. body]),
        };
        if (actions is not null) card["actions"] = new JArray([.. actions]);
        return card;
    }

    public static Attachment Attach(JObject card) => new() { ContentType = ContentType, Content = card };

    // Text in which no Markdown has a meaning.
    public static JObject PlainText(string text, string? weight = null, string? size = null)
    {
        var run = new JObject { ["type"] = "TextRun", ["text"] = text };
        if (weight is not null) run["weight"] = weight;
        if (size is not null) run["size"] = size;
        return new JObject { ["type"] = "RichTextBlock", ["inlines"] = new JArray(run) };
    }
}
