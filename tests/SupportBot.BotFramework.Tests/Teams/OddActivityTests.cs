using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.Tests.Teams;

/// <summary>
/// Activities may hold types, entities and members that nobody has heard of (A2005, A2006, A2104): none may fail a
/// turn.
/// </summary>
public sealed class OddActivityTests
{
    private static readonly string[] Types =
    [
        .. new[]
        {
            "message",
            "conversationUpdate",
            "messageReaction",
            "messageUpdate",
            "messageDelete",
            "installationUpdate",
            "invoke",
            "event",
            "typing",
        },
        "suggestion",
        "neverHeardOf",
        "",
    ];

    private static readonly string[] Names =
    [
        "adaptiveCard/action",
        "message/submitAction",
        "message/fetchTask",
        "x",
        "",
    ];

    private static readonly string[] Words =
    [
        "feedback",
        "like",
        "editMessage",
        "softDeleteMessage",
        "Action.Execute",
        "mention",
        "28:bot",
        "<at>Ada</at>",
        "<at>",
        "&nbsp;",
        "\u00A0",
        "日本",
        "",
        "0",
    ];

    private static readonly string[] Members =
    [
        "id",
        "name",
        "text",
        "type",
        "mentioned",
        "tenant",
        "team",
        "channel",
        "eventType",
        "action",
        "verb",
        "data",
        "actionName",
        "actionValue",
        "reaction",
        "$odd",
        "@id",
    ];

    [Fact]
    public async Task Odd_activities_fail_no_turn_and_lose_nothing()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var sent = Activity(random);
            var json = Encoding.UTF8.GetBytes(sent.ToJsonString());
            Assert.True(ActivityJson.TryRead(json, out var activity, out var error), $"{seed}: {error} {sent}");
            Assert.Equal(
                (string?)sent["$unknown"]?.ToJsonString(),
                (string?)JsonNode.Parse(ActivityJson.Write(activity))!["$unknown"]?.ToJsonString());
            var problem = await Record.ExceptionAsync(() => TakeAsync(activity));
            Assert.True(problem is null, $"{seed}: {problem} {sent}");
        }
    }

    private static async Task TakeAsync(Activity activity)
    {
        await new TestAdapter().RunAsync(activity, new RecordingBot());
        activity.RemoveMentionsOfRecipient();
        activity.ReplaceMentionsWithNames();
    }

    private static JsonObject Activity(Random random)
    {
        var activity = new JsonObject
        {
            ["type"] = Types[random.Next(Types.Length)],
            ["channelId"] = random.Next(4) == 0 ? "webchat" : "msteams",
            ["name"] = Names[random.Next(Names.Length)],
            ["text"] = string.Join(
                ' ', Enumerable.Range(0, random.Next(6)).Select(_ => Words[random.Next(Words.Length)])),
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["$odd"] = Any(random, 2) },
            ["entities"] = new JsonArray([
                .. Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode)Entity(random)),]),
            ["channelData"] = Any(random, 3),
            ["value"] = Any(random, 3),
            ["$unknown"] = Any(random, 3),
        };
        if (random.Next(3) == 0) activity["from"] = Typed(Any(random, 2), "id", "name", "aadObjectId", "role");
        if (random.Next(3) == 0) activity["reactionsAdded"] = new JsonArray(Typed(Any(random, 2), "type"));
        if (random.Next(3) == 0)
            activity["membersAdded"] = new JsonArray(Typed(Any(random, 2), "id", "name", "aadObjectId", "role"));
        if (random.Next(3) == 0) activity["action"] = Words[random.Next(Words.Length)];
        return activity;
    }

    private static JsonObject Entity(Random random)
    {
        var entity = Typed(Any(random, 3), "type");
        entity["type"] = random.Next(2) == 0 ? "mention" : Words[random.Next(Words.Length)];
        return entity;
    }

    /// <summary>An object whose named members, which the protocol gives a type, are texts.</summary>
    private static JsonObject Typed(JsonNode? node, params string[] texts)
    {
        var result = node as JsonObject ?? new JsonObject { ["$odd"] = node };
        foreach (var name in texts.Where(result.ContainsKey)) result[name] = "x";
        return result;
    }

    private static JsonNode? Any(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.Next(-5, 5),
        2 => random.NextDouble() > 0.5,
        3 or 4 => Words[random.Next(Words.Length)],
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, depth - 1))]),
            _ => new JsonObject(
                Enumerable
                    .Range(0, random.Next(5))
                    .Select(i =>
                        KeyValuePair.Create(
                            Members[random.Next(Members.Length)]
                                + (random.Next(9) == 0 ? i.ToString(CultureInfo.InvariantCulture) : ""),
                            Any(random, depth - 1)))
                    .DistinctBy(member => member.Key)),
    };
}
