using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>One of each kind of activity that a bot of ours sends.</summary>
internal static class SentActivities
{
    private static readonly ChannelAccount Ann = new() { Id = "29:ann", Name = "Ann <of> R&D" };

    /// <summary>A new one each time, since sending completes it.</summary>
    public static readonly Dictionary<string, Func<Activity>> All = new()
    {
        ["a plain text"] = () => MessageFactory.Text("Hello"),
        ["an answer with citations"] = () => With(MessageFactory.Text("Three years. [1]"), Citation()),
        ["suggested actions"] = () =>
            (Activity)MessageFactory.SuggestedActions((IEnumerable<string>)["One", "Two"], "Which?", null, null, null),
        ["typing"] = () => new Activity { Type = ActivityTypes.Typing },
        ["a chunk of a stream"] = () =>
            With(
                new Activity
                {
                    Type = ActivityTypes.Typing,
                    Text = "Three",
                    TextFormat = TextFormatTypes.Markdown,
                },
                Stream("streaming", 2)),
        ["the end of a stream"] = () => With(MessageFactory.Text("Three years."), Stream("final", null)),
        ["an Adaptive Card"] = () => Card(MessageFactory.Text("")),
        ["a mention"] = () => With(
            MessageFactory.Text("<at>Ann &lt;of&gt; R&amp;D</at> you asked"),
            new Mention(new ChannelAccount(Ann.Id, Ann.Name), "<at>Ann &lt;of&gt; R&amp;D</at>")),
        ["an event"] = () =>
            new Activity
            {
                Type = ActivityTypes.Event,
                Name = "handoff.initiate",
                Value = new JObject { ["skill"] = "billing" },
            },
        ["the end of a conversation"] = () =>
            new Activity { Type = ActivityTypes.EndOfConversation, Code = "completedSuccessfully" },
    };

    /// <summary>One of them, addressed to a conversation as the adapter does it.</summary>
    public static Activity Addressed(string kind)
    {
        var activity = All[kind]();
        activity.ApplyConversationReference(new ConversationReference
        {
            ActivityId = "1:x",
            User = Ann,
            Bot = new ChannelAccount { Id = "28:bot", Name = "Bot" },
            Conversation = new ConversationAccount { Id = "19:c@thread", ConversationType = "personal" },
            ChannelId = "msteams",
            ServiceUrl = "https://smba.trafficmanager.net/teams/",
        });
        return activity;
    }

    private static Activity With(Activity activity, Entity entity)
    {
        activity.Entities = [entity];
        return activity;
    }

    private static Entity Citation() => new()
    {
        Type = "https://schema.org/Message",
        Properties = JObject.Parse("""
            {"@context":"https://schema.org","@type":"Message","@id":"","additionalType":["AIGeneratedContent"],
                 "citation":[{"@type":"Claim","position":1,"appearance":{"@type":"DigitalDocument","name":"Warranty",
                  "url":"https://docs.example.com/w","abstract":"Three years."}}]}
            """),
    };

    private static Entity Stream(string type, int? sequence)
    {
        var properties = new JObject { ["streamId"] = "a-1", ["streamType"] = type };
        if (sequence is not null) properties["streamSequence"] = sequence;
        return new Entity { Type = "streaminfo", Properties = properties };
    }

    private static Activity Card(Activity message)
    {
        var content = JObject.Parse(
            """{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"Hi"}]}""");
        message.Attachments =
        [
            new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = content },
        ];
        message.AttachmentLayout = "list";
        return message;
    }
}
