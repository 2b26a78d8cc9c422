using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Tests.Contracts;
using SupportBot.Channels;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Answers;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// What we say fits the schemas of Microsoft's <c>@microsoft/agents-activity</c> 1.8.1, and those of the Connector.
/// </summary>
public sealed class AgentsActivityTests
{
    private static readonly LinkButtons Links = new("See also", [new("Set up", "/docs/setup.md")]);

    /// <summary>Each kind that the library sends, and what the product makes of answers for its two channels.</summary>
    private static Dictionary<string, Activity> Sent =>
        new(
            SentActivities
                .All.Keys.Select(kind => KeyValuePair.Create(kind, SentActivities.Addressed(kind)))
        .Concat(Answers.SelectMany(answer => new[]
        {
                            KeyValuePair.Create(
                                $"{answer.Kind} in Web Chat",
                                WebChatRenderer.Render(answer, "c|0000002-1", "Automated answer", Links)),
                            KeyValuePair.Create(
                                $"{answer.Kind} in Teams",
                                new TeamsRenderer("https://support.example.com").Render(answer, Links)[^1]),
        }))
                .Append(
                    KeyValuePair.Create(
                        "the first chunk in Teams", StreamInfo.Chunk("Searching…", StreamInfo.Informative, 1, null)))
                .Append(
                    KeyValuePair.Create(
                        "a further chunk in Teams", StreamInfo.Chunk("Three", StreamInfo.Streaming, 2, "a-1"))));

    private static IEnumerable<Answer> Answers =>
    [
        Of(AnswerKind.Answered, "Three years. [1] Keep the bill. [2]", [], Source(1), Source(2)),
        Of(AnswerKind.Clarify, "Which one?", ["The big one", "The small one"]),
        Of(AnswerKind.Refused, "That is not in the documents.", ["Talk to a person"]),
    ];

    [Fact]
    public async Task Every_activity_is_read_by_Microsofts_newest_schema_as_it_was_meant()
    {
        var sent = Sent;
        var verdicts = await AskAsync(
            sent.ToDictionary(row => row.Key, row => JsonNode.Parse(ActivityJson.Write(row.Value))!));
        Assert.Equal(sent.Keys, verdicts.Keys);
        Assert.All(verdicts, verdict => Assert.True(verdict.Value is null, $"{verdict.Key}: {verdict.Value}"));
    }

    [NeedsSharedData]
    [Fact]
    public async Task Every_activity_fits_the_Connectors_own_description()
    {
        var contract = await ConnectorContract.LoadAsync();
        Assert.All(
            Sent,
            row =>
                Assert.Empty(
                    contract.RequestErrors(
                        HttpMethod.Post, "v3/conversations/c/activities",
                        System.Text.Encoding.UTF8.GetString(ActivityJson.Write(row.Value)))));
    }

    [Fact, Trait("Category", "Full")]
    public async Task The_newest_schema_tells_right_from_wrong()
    {
        var verdicts = await AskAsync(new()
        {
            ["no type"] = new JsonObject { ["text"] = "x" },
            ["a text that is none"] = new JsonObject { ["type"] = "message", ["text"] = 1 },
                ["an attachment without a type"] = new JsonObject
                {
                    ["type"] = "message",
                    ["attachments"] = new JsonArray(new JsonObject { ["name"] = "x" }),
                },
        });
        Assert.All(verdicts.Values, Assert.NotNull);
    }

    private static Answer Of(
        AnswerKind kind,
        string text,
        IReadOnlyList<string> suggestions,
        params Citation[] citations
    ) => new(kind, text, citations, new Evidence("", 0, null, 0, [], "test"), new Timings(0, 0, 0), suggestions);

    private static Citation Source(int number) =>
        new(
            number, "Warranty", "How long", "warranty.md", "https://docs.example.com/warranty#how-long",
            "Three years.");

    private static Task<Dictionary<string, string?>> AskAsync(Dictionary<string, JsonNode> activities) =>
        NodeScript.AskAsync<Dictionary<string, string?>>("agents-activity.mjs", activities);
}
