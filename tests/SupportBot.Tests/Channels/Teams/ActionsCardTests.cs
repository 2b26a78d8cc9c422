using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using NJsonSchema;
using SupportBot.BotFramework.Activities;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class QuestionsCardTests
{
    private static readonly Activity Message = QuestionsCard.Create(
        "Hello!", ["How long does it last?", "Wie lange \"hält\" es?"]);

    [NeedsSharedData]
    [Fact]
    public async Task The_card_is_valid_against_the_schema_of_cards_that_Teams_shows()
    {
        var schema = await JsonSchema.FromFileAsync(
            SharedData.Contract("adaptive-card-1.5.0.schema.json"), TestContext.Current.CancellationToken);
        var card = Written()["attachments"]![0]!["content"]!.ToJsonString();
        Assert.Empty(schema.Validate(card));
        // The schema is one that finds mistakes.
        Assert.NotEmpty(schema.Validate(card.Replace("\"body\":[]", "\"body\":7", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_click_asks_the_question_in_the_persons_name()
    {
        var actions = Written()["attachments"]![0]!["content"]!["actions"]!.AsArray();
        Assert.Equal(
            ["How long does it last?", "Wie lange \"hält\" es?"],
            actions.Select(action => action!["title"]!.GetValue<string>()));
        Assert.All(actions, action =>
        {
            Assert.Equal("imBack", action!["data"]!["msteams"]!["type"]!.GetValue<string>());
            Assert.Equal(action["title"]!.GetValue<string>(), action["data"]!["msteams"]!["value"]!.GetValue<string>());
        });
    }

    private static JsonNode Written() => JsonNode.Parse(Encoding.UTF8.GetString(ActivityJson.Write(Message)))!;
}
