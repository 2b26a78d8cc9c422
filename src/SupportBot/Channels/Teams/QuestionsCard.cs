using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.Teams;

// Unlike suggested actions, the buttons stay in a chat that people come back to.
internal static class QuestionsCard
{
    private const string Version = "1.2";

    public static Activity Create(string text, IReadOnlyList<string> questions)
    {
        var message = Messages.Markdown(text);
        message.Attachments =
        [
            new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = Card(questions) },
        ];
        return message;
    }

    private static JObject Card(IReadOnlyList<string> questions) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = Version,
        ["body"] = new JArray(),
        ["actions"] = new JArray([.. questions.Select(Button)]),
    };

    private static JObject Button(string question) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = question,
        ["data"] = new JObject { ["msteams"] = new JObject { ["type"] = ActionTypes.ImBack, ["value"] = question } },
    };
}
