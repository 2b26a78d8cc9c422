using System.Text.Json.Nodes;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;

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
        var message = MessageFactory.Markdown(word);
        message.Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = Card(questions) }];
        return message;
    }

    private static JsonObject Card(IReadOnlyList<string> questions) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = Version,
        ["body"] = new JsonArray(),
        ["actions"] = new JsonArray([.. questions.Select(Button)]),
    };

    private static JsonObject Button(string question) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = question,
        ["data"] = new JsonObject { ["msteams"] = new JsonObject { ["type"] = ActionTypes.ImBack, ["value"] = question } },
    };
}
