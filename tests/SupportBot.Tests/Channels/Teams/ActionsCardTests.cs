using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using NJsonSchema;
using SupportBot.BotFramework.Activities;
using SupportBot.Channels;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class ActionsCardTests
{
    private static readonly Attachment Questions =
        ActionsCard.WithQuestions(["How long does it last?", "Wie lange \"hält\" es?"]);

    private static readonly Attachment Links =
        ActionsCard.WithLinks(new LinkButtons(
            "See also", [new LinkButton("Set \"up\"", "https://support.example.com/docs/setup.md#%C3%BCber")]));

    [NeedsSharedData]
    [Fact]
    public async Task The_card_is_valid_against_the_schema_of_cards_that_Teams_shows()
    {
        var schema = await JsonSchema.FromFileAsync(
            SharedData.Contract("adaptive-card-1.5.0.schema.json"), TestContext.Current.CancellationToken);
        var card = Written(Questions).ToJsonString();
        Assert.Empty(schema.Validate(card));
        Assert.Empty(schema.Validate(Written(Links).ToJsonString()));
        // The schema is one that finds mistakes.
        Assert.NotEmpty(schema.Validate(card.Replace("\"body\":[]", "\"body\":7", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_click_asks_the_question_in_the_persons_name()
    {
        var actions = Written(Questions)["actions"]!.AsArray();
        Assert.Equal(
            ["How long does it last?", "Wie lange \"hält\" es?"],
            actions.Select(action => action!["title"]!.GetValue<string>()));
        Assert.All(actions, action =>
        {
            Assert.Equal("imBack", action!["data"]!["msteams"]!["type"]!.GetValue<string>());
            Assert.Equal(action["title"]!.GetValue<string>(), action["data"]!["msteams"]!["value"]!.GetValue<string>());
        });
    }

    private static JsonNode Written(Attachment card) =>
        JsonNode.Parse(Encoding.UTF8.GetString(ActivityJson.Write(new Activity { Attachments = [card] })))![
            "attachments"
        ]![0]!["content"]!;
}
