using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>What Teams takes as a message, but for streams.</summary>
internal static class MessageRules
{
    private const int LargestInBytes = 100 * 1024;
    private const string SchemaOrgMessage = "https://schema.org/Message";

    /// <summary>The first rule that an activity breaks; null for none.</summary>
    public static TeamsAnswer? Check(JsonObject activity, string body)
    {
        if (activity.Text("type") is not ("message" or "typing"))
            return TeamsAnswer.Refuse(TeamsRule.Activity, $"a bot cannot send '{activity.Text("type")}'");
        if (body.Length * 2 > LargestInBytes)
            return TeamsAnswer.Refuse(
                TeamsRule.Size, $"{body.Length} characters", 413, "MessageSizeTooBig", "Message size too large");
        if (
            activity.Text("type") == "message" && activity.Text("text").Length == 0
            && activity.Items("attachments").Count == 0)
            return TeamsAnswer.Refuse(TeamsRule.Activity, "a message without text");
        return Entities(activity) ?? Actions(activity) ?? Feedback(activity) ?? CardRules.Check(activity);
    }

    private static TeamsAnswer? Entities(JsonObject activity)
    {
        var entities = activity.Items("entities");
        var roots = entities.Where(entity => entity.Text("type") == SchemaOrgMessage).ToList();
        if (roots.Count > 1) return TeamsAnswer.Refuse(TeamsRule.Entities, "two schema.org messages");
        if (roots.SingleOrDefault() is { } root)
        {
            if (root.Text("@type") != "Message" || root.Text("@context") != "https://schema.org")
                return TeamsAnswer.Refuse(TeamsRule.Entities, "a schema.org message without @type or @context");
            if (
                root["additionalType"] is { } label
                && (label as JsonArray)?.Any(type => (string?)type == "AIGeneratedContent") != true)
                return TeamsAnswer.Refuse(TeamsRule.Entities, "an unknown label");
            if (Citations(root.Items("citation"), activity.Text("text")) is { } refusal) return refusal;
        }
        return entities
            .Where(entity => entity.Text("type") == "mention")
            .Select(mention => Mention(mention, activity.Text("text")))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static TeamsAnswer? Mention(JsonObject mention, string text) =>
        mention["mentioned"] is JsonObject mentioned
        && mentioned.Text("id").Length > 0
        && mention.Text("text") is { Length: > 0 } words
        && text.Contains(words, StringComparison.Ordinal)
            ? null : TeamsAnswer.Refuse(TeamsRule.Mention, "a mention that the text does not have");

    private static TeamsAnswer? Citations(List<JsonObject> citations, string text)
    {
        if (citations.Count > 20) return TeamsAnswer.Refuse(TeamsRule.Citations, $"{citations.Count} citations");
        if (citations.Select(citation => citation["position"]?.ToJsonString()).Distinct().Count() < citations.Count)
            return TeamsAnswer.Refuse(TeamsRule.Citations, "one position twice");
        return citations.Select(citation => Citation(citation, text)).FirstOrDefault(refusal => refusal is not null);
    }

    private static TeamsAnswer? Citation(JsonObject citation, string text)
    {
        if (citation.Text("@type") != "Claim")
            return TeamsAnswer.Refuse(TeamsRule.Citations, "a citation that is no Claim");
        if (citation["position"] is not JsonValue position || !position.TryGetValue(out int number))
            return TeamsAnswer.Refuse(TeamsRule.Citations, "a position that is no integer");
        if (!text.Contains(string.Create(CultureInfo.InvariantCulture, $"[{number}]"), StringComparison.Ordinal))
            return TeamsAnswer.Refuse(TeamsRule.Citations, $"a citation {number} that the text does not have");
        if (citation["appearance"] is not JsonObject document || document.Text("@type") != "DigitalDocument")
            return TeamsAnswer.Refuse(TeamsRule.Citations, "a citation without a document");
        if (document.Text("name").Length is 0 or > 80)
            return TeamsAnswer.Refuse(TeamsRule.Citations, "a name that is empty or longer than 80");
        if (document.Text("abstract").Length is 0 or > 160)
            return TeamsAnswer.Refuse(TeamsRule.Citations, "an abstract that is empty or longer than 160");
        if (document["url"] is { } url && !IsHttps((string?)url))
            return TeamsAnswer.Refuse(TeamsRule.Citations, "a url that is not absolute https");
        var keywords = (document["keywords"] as JsonArray ?? []).Select(keyword => (string?)keyword ?? "").ToList();
        return keywords.Count > 3 || keywords.Exists(keyword => keyword.Length is 0 or > 28)
            ? TeamsAnswer.Refuse(TeamsRule.Citations, "more than 3 keywords, or one longer than 28")
            : null;
    }

    private static bool IsHttps(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "https";

    private static TeamsAnswer? Actions(JsonObject activity)
    {
        if (activity["suggestedActions"] is not JsonObject suggested) return null;
        var actions = suggested.Items("actions");
        if (actions.Count is 0 or > 3)
            return TeamsAnswer.Refuse(TeamsRule.SuggestedActions, $"{actions.Count} suggested actions");
        return actions.TrueForAll(action =>
            action.Text("type") is "imBack" or "Action.Compose" or "Action.Submit"
            && action.Text("title").Length > 0
            && action["value"] is not null)
            ? null
            : TeamsAnswer.Refuse(
                TeamsRule.SuggestedActions,
                "a suggested action of a type that Teams does not know, or without title or value");
    }

    private static TeamsAnswer? Feedback(JsonObject activity) =>
        (activity["channelData"] as JsonObject)?["feedbackLoop"] is { } loop
        && ((loop as JsonObject)?.Text("type") is not ("default" or "custom"))
            ? TeamsAnswer.Refuse(TeamsRule.Feedback, "a feedback loop of an unknown type") : null;
}
