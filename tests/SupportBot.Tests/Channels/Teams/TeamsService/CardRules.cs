using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Which Adaptive Cards a bot may send to Teams.</summary>
internal static class CardRules
{
    private static readonly Version Newest = new(1, 5);

    public static TeamsAnswer? Check(JsonObject activity) => activity.Items("attachments")
        .Where(attachment => attachment.Text("contentType") == "application/vnd.microsoft.card.adaptive")
        .Select(attachment => Card(attachment["content"] as JsonObject))
        .FirstOrDefault(refusal => refusal is not null);

    private static TeamsAnswer? Card(JsonObject? card)
    {
        if (card?.Text("type") != "AdaptiveCard") return TeamsAnswer.Refuse(TeamsRule.Card, "a card that is none");
        if (!Version.TryParse(card.Text("version"), out var version) || version > Newest)
            return TeamsAnswer.Refuse(TeamsRule.Card, $"a card of version '{card.Text("version")}'");
        foreach (var element in Within(card))
        {
            if (element.Text("type") == "Media") return TeamsAnswer.Refuse(TeamsRule.Card, "a card with media");
            if (element.Text("style") is "positive" or "destructive")
                return TeamsAnswer.Refuse(TeamsRule.Card, "a button of a style that Teams does not know");
        }
        return null;
    }

    private static IEnumerable<JsonObject> Within(JsonNode? node) => node switch
    {
        JsonObject element => element.SelectMany(member => Within(member.Value)).Prepend(element),
        JsonArray elements => elements.SelectMany(Within),
        _ => [],
    };
}
