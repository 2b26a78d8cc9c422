using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Dialogs;

internal sealed record SubmittedFeedback(string ActivityId, bool Helpful, string Comment)
{
    private static readonly JsonLoadSettings Strict = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
    };

    public static SubmittedFeedback? Read(Activity activity) => activity.Name switch
    {
        "webchat:activity-status/feedback" =>
            FromAction(activity.Entities is [{ Properties: { } action }, ..] ? action : null),
        "message/submitAction" => FromForm(activity.ReplyToId, activity.Value),
        _ => null,
    };

    private static SubmittedFeedback? FromAction(JObject? action) => (action.Text("@id"), action.Text("@type")) switch
    {
        ({ } id, "LikeAction") => new SubmittedFeedback(id, true, ""),
        ({ } id, "DislikeAction") => new SubmittedFeedback(id, false, ""),
        _ => null,
    };

    // Teams and later Web Chat: {"actionName":"feedback","actionValue":{"reaction":"like","feedback":…}}.
    private static SubmittedFeedback? FromForm(string? replyToId, object? form)
    {
        if (replyToId is null || form.Text("actionName") != "feedback") return null;
        var value = form.Member("actionValue");
        return value.Text("reaction") switch
        {
            "like" => new SubmittedFeedback(replyToId, true, ReadComment(value)),
            "dislike" => new SubmittedFeedback(replyToId, false, ReadComment(value)),
            _ => null,
        };
    }

    // The comment is in an object, or in an object serialized as a string.
    private static string ReadComment(object? value)
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
