using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

// An adaptive card of buttons, with texts above them. Unlike suggested actions, they stay in a chat that people come
// back to.
internal static class ActionsCard
{
    private const string Version = "1.2";

    public static Attachment WithQuestions(IEnumerable<string> questions) => Create(questions.Select(Question));

    public static Activity Asking(ButtonMessage prompt)
    {
        var message = Messages.Markdown(prompt.Text);
        var cards = new List<Attachment>();
        if (prompt.Form is { } form) cards.Add(FormCard.Create(form));
        if (prompt.Buttons.Count > 0) cards.Add(Create(prompt.Buttons.Select(Button)));
        if (cards.Count > 0) message.Attachments = cards;
        return message;
    }

    // The URLs are absolute.
    public static Attachment WithLinks(LinkButtons links)
    {
        var names = links.Links.Where(link => link.Url is null).Select(link => link.Label);
        return Create(
            links.Links.Where(link => link.Url is not null).Select(Link), names.Prepend(links.Title).OfType<string>());
    }

    private static Attachment Create(IEnumerable<JObject> actions, params IEnumerable<string> texts) =>
        CardJson.Attach(CardJson.Create(Version, texts.Select(text => CardJson.PlainText(text)), actions));

    private static JObject Question(string question) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = question,
        ["data"] = new JObject { ["msteams"] = new JObject { ["type"] = ActionTypes.ImBack, ["value"] = question } },
    };

    private static JObject Button(ReplyButton button)
    {
        var data = (JObject)button.Value.DeepClone();
        data["msteams"] = new JObject
        {
            ["type"] = ActionTypes.MessageBack, ["text"] = button.Title, ["displayText"] = button.Title,
            ["value"] = button.Value.DeepClone(),
        };
        return new JObject { ["type"] = "Action.Submit", ["title"] = button.Title, ["data"] = data };
    }

    private static JObject Link(LinkButton link) =>
        new() { ["type"] = "Action.OpenUrl", ["title"] = link.Label, ["url"] = link.Url };
}
