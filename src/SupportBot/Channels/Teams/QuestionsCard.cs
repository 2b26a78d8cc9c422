using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Questions to begin with, as buttons of an Adaptive Card: unlike suggested actions, which go with the next message,
/// they stay where they are in a chat to which people come back.
/// </summary>
internal static class QuestionsCard
{
    /// <summary>What the card needs; Teams shows cards up to 1.5 to bots.</summary>
    private const string Version = "1.2";

    /// <param name="word">Stands above the buttons.</param>
    /// <param name="questions">Each is asked in the person's name by a click.</param>
    public static Activity Below(string word, IReadOnlyList<string> questions)
    {
        var message = Messages.Markdown(word);
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
