using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.Teams;

// An adaptive card of buttons alone. Unlike suggested actions, they stay in a chat that people come back to.
internal static class ActionsCard
{
    private const string Version = "1.2";

    public static Attachment WithQuestions(IEnumerable<string> questions) => Create(questions.Select(Question));

    // The URLs are absolute.
    public static Attachment WithLinks(IEnumerable<LinkButton> links) => Create(links.Select(Link));

    private static Attachment Create(IEnumerable<JObject> actions) => new()
    {
        ContentType = "application/vnd.microsoft.card.adaptive",
        Content = new JObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = Version,
            ["body"] = new JArray(),
            ["actions"] = new JArray([.. actions]),
        },
    };

    private static JObject Question(string question) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = question,
        ["data"] = new JObject { ["msteams"] = new JObject { ["type"] = ActionTypes.ImBack, ["value"] = question } },
    };

    private static JObject Link(LinkButton link) =>
        new() { ["type"] = "Action.OpenUrl", ["title"] = link.Label, ["url"] = link.Url };
}
