using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Which Adaptive Cards a bot may send to Teams.</summary>
internal static class CardRules
{
    private const int LargestInBytes = 28 * 1024;
    private static readonly Version Newest = new(1, 5);
    private static readonly Version FirstWithExecute = new(1, 4);
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };


    public static TeamsAnswer? Check(JsonObject activity) => activity.Items("attachments")
        .Where(attachment => attachment.Text("contentType") == "application/vnd.microsoft.card.adaptive")
        .Select(attachment => Card(attachment["content"] as JsonObject))
        .FirstOrDefault(refusal => refusal is not null);

    private static TeamsAnswer? Card(JsonObject? card)
    {
        if (card?.Text("type") != "AdaptiveCard") return TeamsAnswer.Refuse(TeamsRule.Card, "a card that is none");
        if (!Version.TryParse(card.Text("version"), out var version) || version > Newest)
            return TeamsAnswer.Refuse(TeamsRule.Card, $"a card of version '{card.Text("version")}'");
        if (Encoding.UTF8.GetByteCount(card.ToJsonString(Plain)) > LargestInBytes)
            return TeamsAnswer.Refuse(
                TeamsRule.Size, "a card of more than 28 KB", 413, "MessageSizeTooBig", "Message size too large");
        if ((card["refresh"] as JsonObject)?["userIds"] is JsonArray { Count: > 60 })
            return TeamsAnswer.Refuse(TeamsRule.Card, "a refresh for more than 60 users");
        return Within(card)
            .Select(element => Element(element) ?? Action(element, version, card["refresh"]))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static TeamsAnswer? Element(JsonObject element)
    {
        if (element.Text("type") == "Media") return TeamsAnswer.Refuse(TeamsRule.Card, "a card with media");
        return element.Text("style") is "positive" or "destructive"
            ? TeamsAnswer.Refuse(TeamsRule.Card, "a button of a style that Teams does not know")
            : null;
    }

    private static TeamsAnswer? Action(JsonObject element, Version version, JsonNode? refresh)
    {
        if (element.Text("type") != "Action.Execute") return null;
        if (version < FirstWithExecute)
            return TeamsAnswer.Refuse(TeamsRule.Card, $"an Action.Execute in version {version}");
        if (element.Text("verb").Length == 0)
            return TeamsAnswer.Refuse(TeamsRule.Card, "an Action.Execute without verb");
        return element["fallback"] is JsonObject || element.Parent == refresh
            ? null
            : TeamsAnswer.Refuse(TeamsRule.Card, "an Action.Execute without fallback");
    }

    private static IEnumerable<JsonObject> Within(JsonNode? node) => node switch
    {
        JsonObject element => element.SelectMany(member => Within(member.Value)).Prepend(element),
        JsonArray elements => elements.SelectMany(Within),
        _ => [],
    };
}
