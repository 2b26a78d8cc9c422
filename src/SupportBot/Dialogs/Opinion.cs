using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Dialogs;

/// <summary>A visitor's thumb, read from what a client sends.</summary>
/// <param name="ActivityId">The answer that it is about.</param>
/// <param name="Helpful">Thumb up.</param>
/// <param name="Comment">What was written beside it; empty for nothing.</param>
internal sealed record Opinion(string ActivityId, bool Helpful, string Comment)
{
    private static readonly JsonLoadSettings Strict = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
    };

    /// <summary>The opinion in an event; null where it holds none, or one that cannot be read.</summary>
    public static Opinion? Read(Activity activity) => activity.Name switch
    {
            "webchat:activity-status/feedback" => FromAction(
                activity.Entities is [{ Properties: { } action }, ..] ? action : null),
        "message/submitAction" => FromForm(activity.ReplyToId, activity.Value),
        _ => null,
    };

    /// <summary>
    /// Web Chat sends back the action of the message that was clicked; we had put the message's id into it.
    /// </summary>
    private static Opinion? FromAction(JObject? action) => (action.Text("@id"), action.Text("@type")) switch
    {
        ({ } id, "LikeAction") => new Opinion(id, true, ""),
        ({ } id, "DislikeAction") => new Opinion(id, false, ""),
        _ => null,
    };

    /// <summary>
    /// Teams and later Web Chat: <c>{"actionName":"feedback","actionValue":{"reaction":"like","feedback":…}}</c>.
    /// </summary>
    private static Opinion? FromForm(string? replyToId, object? form)
    {
        if (replyToId is null || form.Text("actionName") != "feedback") return null;
        var value = form.Member("actionValue");
        return value.Text("reaction") switch
        {
            "like" => new Opinion(replyToId, true, Words(value)),
            "dislike" => new Opinion(replyToId, false, Words(value)),
            _ => null,
        };
    }

    /// <summary>The words are in an object, or in the text of one.</summary>
    private static string Words(object? value)
    {
        if (value.Text("feedback") is not { } text) return value.Member("feedback").Text("feedbackText") ?? "";
        try
        {
            using var reader = new JsonTextReader(new StringReader(text))
            {
                DateParseHandling = DateParseHandling.None,
            };
            return JObject.Load(reader, Strict).Text("feedbackText") ?? "";
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
