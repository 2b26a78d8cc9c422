using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.Teams;

// Suggested questions as buttons of an Adaptive Card. Unlike suggested actions, which disappear with the next message,
// they stay in a chat that people come back to. A click sends the question in the person's name.
internal static class QuestionsCard
{
    // The version that the card needs; Teams shows cards of bots up to 1.5.
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
