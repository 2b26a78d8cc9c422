using System.Text;
using SupportBot.BotFramework.Schema;
using SupportBot.BotFramework.Teams;

namespace SupportBot.BotFramework.Tests.Teams;

public sealed class TeamsActivityHandlerTests
{
    [Theory]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"28:bot"},{"id":"29:a"}],"channelData":{"eventType":"teamMemberAdded","team":{"id":"19:t","name":"Support"}}}""", "teams added 28:bot+29:a to Support", "added 29:a")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"28:bot"}]}""", "teams added 28:bot to ")]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"28:bot"},{"id":"29:a"}]}""", "removed 29:a")]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelCreated"}}""")]
    [InlineData("""{"type":"conversationUpdate","channelId":"webchat","membersAdded":[{"id":"28:bot"},{"id":"29:a"}]}""", "added 29:a")]
    [InlineData("""{"type":"messageUpdate","id":"7","text":"new","channelData":{"eventType":"editMessage"}}""", "edit 7")]
    [InlineData("""{"type":"messageUpdate","id":"7","channelData":{"eventType":"undeleteMessage"}}""", "undelete 7")]
    [InlineData("""{"type":"messageUpdate","id":"7","channelData":{"eventType":"neverHeardOf"}}""")]
    [InlineData("""{"type":"messageDelete","id":"7","channelData":{"eventType":"softDeleteMessage"}}""", "delete 7")]
    [InlineData("""{"type":"messageDelete","id":"7"}""")]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", "installed")]
    [InlineData("""{"type":"installationUpdate","action":"add-upgrade"}""", "installed")]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", "uninstalled")]
    [InlineData("""{"type":"installationUpdate","action":"remove-upgrade"}""", "uninstalled")]
    [InlineData("""{"type":"installationUpdate","action":"something"}""")]
    [InlineData("""{"type":"messageReaction","id":"f:1","replyToId":"7","reactionsAdded":[{"type":"like"},{"type":"party_popper","by":"x"}]}""", "like+party_popper on 7")]
    [InlineData("""{"type":"messageReaction","id":"7","reactionsAdded":[{"type":"heart"}],"reactionsRemoved":[{"type":"like"}]}""", "heart on 7", "no like on 7")]
    [InlineData("""{"type":"messageReaction","id":"7"}""")]
    public async Task Each_news_of_Teams_reaches_its_method(string json, params string[] expected)
    {
        var bot = new RecordingBot();
        Assert.Null(await bot.RunAsync(Read(json)));
        Assert.Equal(expected, bot.Calls);
    }

    [Theory]
    [InlineData(true, 200, "{}")]
    [InlineData(false, 501, null)]
    public async Task A_thumb_is_answered_with_an_empty_object_and_nothing_else(bool takesFeedback, int status, string? body)
    {
        var response = await new RecordingBot { TakesFeedback = takesFeedback }.RunAsync(Read("""{"type":"invoke","name":"message/submitAction","replyToId":"7","value":{"actionName":"feedback"}}"""));
        Assert.Equal((status, body), (response!.Status, response.Body?.ToJsonString()));
    }

    public static TheoryData<AdaptiveCardInvokeResponse?, int, string?> CardResponses => new()
    {
        { AdaptiveCardInvokeResponse.Card(new System.Text.Json.Nodes.JsonObject { ["type"] = "AdaptiveCard" }), 200, """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""" },
        { AdaptiveCardInvokeResponse.Message("Done."), 200, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"Done."}""" },
        { AdaptiveCardInvokeResponse.Error(409, "Taken", "Ann was first."), 200, """{"statusCode":409,"type":"application/vnd.microsoft.error","value":{"code":"Taken","message":"Ann was first."}}""" },
        { new AdaptiveCardInvokeResponse(412, AdaptiveCardResponseTypes.PreconditionFailed, null), 200, """{"statusCode":412,"type":"application/vnd.microsoft.error.preconditionFailed","value":null}""" },
        { null, 501, null },
    };

    [Theory, MemberData(nameof(CardResponses))]
    public async Task A_click_on_a_card_is_answered_as_Teams_wants_it(AdaptiveCardInvokeResponse? answer, int status, string? body)
    {
        var bot = new RecordingBot { CardResponse = answer };
        var response = await bot.RunAsync(Read("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","id":"b","verb":"claim","data":{"case":7}},"trigger":"manual"}}"""));
        Assert.Equal(["""card claim b {"case":7} manual"""], bot.Calls);
        Assert.Equal((status, body), (response!.Status, response.Body?.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","value":{"action":{"type":"Action.Submit","data":{}}}""")]
    [InlineData(""","value":"Action.Execute" """)]
    public async Task A_click_that_is_none_is_told_so(string value)
    {
        var bot = new RecordingBot();
        var response = await bot.RunAsync(Read($$"""{"type":"invoke","name":"adaptiveCard/action"{{value}}}"""));
        Assert.Equal((200, 400), (response!.Status, (int)response.Body!["statusCode"]!));
        Assert.Empty(bot.Calls);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_not_implemented() =>
        Assert.Equal(501, (await new RecordingBot().RunAsync(Read("""{"type":"invoke","name":"task/fetch"}""")))!.Status);

    [Fact]
    public void What_Teams_says_of_an_activity_is_read_in_any_casing()
    {
        var data = TeamsChannelData.Of(Read("""{"ChannelData":{"EventType":"x","Tenant":{"Id":"t"},"team":{"id":"19:t","aadGroupId":"g"},"channel":{"id":"19:c","membershipType":"shared"}}}"""));
        Assert.Equal(new TeamsChannelData("x", "t", new TeamInfo("19:t", null, "g"), new ChannelInfo("19:c", null, "shared")), data);
    }

    /// <summary>An activity of Teams for the bot 28:bot, with members changed or added.</summary>
    private static Activity Read(string json)
    {
        var activity = ActivityJson.Read(Encoding.UTF8.GetBytes(json));
        activity.ChannelId ??= ChannelIds.Msteams;
        activity.Recipient ??= new ChannelAccount { Id = "28:bot" };
        return activity;
    }
}
