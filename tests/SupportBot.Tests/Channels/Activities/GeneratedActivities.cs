using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Activities;

/// <summary>
/// Activities of every type in which one optional member is absent, null, empty or of another JSON type.
/// </summary>
internal static class GeneratedActivities
{
    public static readonly IReadOnlyList<string> Types =
    [
        "message",
        "event",
        "invoke",
        "conversationUpdate",
        "messageReaction",
        "messageUpdate",
        "messageDelete",
        "typing",
        "endOfConversation", "installationUpdate", "handoff", "trace", "suggestion", "neverHeardOf",
    ];

    /// <summary>A complete activity; what a type does not use is there all the same.</summary>
    private const string Complete =
        """
        {
          "type": "message", "id": "1", "timestamp": "2026-03-01T12:00:00Z",
           "localTimestamp": "2026-03-01T13:00:00+01:00",
          "localTimezone": "Europe/Berlin", "channelId": "msteams", "serviceUrl": "", "locale": "en-US",
          "from": { "id": "29:u", "name": "Ann", "aadObjectId": "a", "role": "user", "tenantId": "t" },
          "recipient": { "id": "28:bot", "name": "Bot", "role": "bot" },
          "conversation": { "id": "a:1", "name": "Chat", "conversationType": "personal", "isGroup": false,
           "tenantId": "t", "role": "x" },
          "channelData": {
            "tenant": { "id": "t" }, "team": { "id": "19:x", "name": "Team", "aadGroupId": "g" },
            "channel": { "id": "19:y", "name": "General", "type": "standard" }, "eventType": "editMessage",
             "clientActivityID": "c1"
          },
          "text": "<at>Bot</at> How do I install it?", "textFormat": "plain", "speak": "x",
           "inputHint": "acceptingInput", "summary": "x",
          "attachmentLayout": "list", "importance": "high", "topicName": "x", "historyDisclosed": false,
           "expiration": "2026-03-02T12:00:00Z",
          "attachments": [ { "contentType": "text/plain", "contentUrl": "x", "content": {}, "name": "x",
           "thumbnailUrl": "x" } ],
          "suggestedActions": { "to": [ "x" ], "actions": [ { "type": "imBack", "title": "x", "value": "x" } ] },
          "entities": [ { "type": "mention", "mentioned": { "id": "28:bot", "name": "Bot" }, "text": "<at>Bot</at>" } ],
          "name": "message/submitAction",
          "value": { "actionName": "feedback", "actionValue": { "reaction": "like",
           "feedback": "{\"feedbackText\":\"x\"}" }, "action": { "type": "Action.Execute" } },
          "valueType": "x", "membersAdded": [ { "id": "29:u", "name": "Ann" } ], "membersRemoved": [ { "id": "29:v",
           "name": "Bob" } ],
          "reactionsAdded": [ { "type": "like" } ], "reactionsRemoved": [ { "type": "heart" } ], "replyToId": "r1",
           "label": "x",
          "relatesTo": { "activityId": "x", "user": { "id": "x" }, "bot": { "id": "x" }, "conversation": { "id": "x" },
           "channelId": "x", "serviceUrl": "x" },
          "code": "completedSuccessfully", "action": "add", "deliveryMode": "normal", "callerId": "x",
           "semanticAction": { "id": "x" }
        }
        """;

    /// <summary>What takes a member's place; null for nothing at all.</summary>
    private static readonly string?[] Values =
    [
        null,
        "null",
        "\"\"",
        "{}",
        "[]",
        "[null]",
        "[{}]",
        "0",
        "true",
        "\"?\"",
    ];

    /// <summary>Those of a type, each in a conversation of its own.</summary>
    /// <param name="type">The type.</param>
    /// <param name="all">
    /// Each member with each value; else one value for each member, another for each type, so that over all types each
    /// member
    /// has each value.
    /// </param>
    /// <param name="serviceUrl">Where replies go.</param>
    public static IEnumerable<JsonObject> Of(string type, bool all, string serviceUrl)
    {
        var offset = Types.Index().First(item => item.Item == type).Index;
        var names = Paths(JsonNode.Parse(Complete)!, "").Where(path => path != "type").Distinct();
        return from name in names.Index()
               from value in Values.Index()
               where all || (name.Index + offset) % Values.Length == value.Index
               select With(type, name.Item, value.Item, $"{type}-{name.Item}-{value.Index}", serviceUrl);
    }

    private static JsonObject With(string type, string path, string? value, string conversation, string serviceUrl)
    {
        var activity = JsonNode.Parse(Complete)!.AsObject();
        (activity["type"], activity["serviceUrl"]) = (type, serviceUrl);
        activity["conversation"]!["id"] = conversation;
        var steps = path.Split('/');
        JsonNode parent = activity;
        foreach (var step in steps[..^1]) parent = parent is JsonArray list ? list[0]! : parent[step]!;
        if (parent is JsonArray items) items[0] = JsonNode.Parse(value ?? "{}");
        else if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(value);
        return activity;
    }

    /// <summary>The path of each member; that of a list's item is that of the list and a zero.</summary>
    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Below($"{path}/{member.Key}", member.Value)),
        JsonArray items => items.SelectMany(item => Below($"{path}/0", item)),
        _ => [],
    };

    private static IEnumerable<string> Below(string path, JsonNode? node) =>
        [path.TrimStart('/'), .. node is null ? [] : Paths(node, path)];
}
