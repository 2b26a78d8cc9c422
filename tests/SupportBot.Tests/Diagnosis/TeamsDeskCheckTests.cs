using System.Net;
using SupportBot.Diagnosis;

namespace SupportBot.Tests.Diagnosis;

/// <summary>The channel in Teams where agents work, as the doctor finds it.</summary>
public sealed class TeamsDeskCheckTests : IDisposable
{
    private const string Channel = "19:desk@thread.tacv2";
    private const string Members =
        "https://smba.trafficmanager.net/teams/v3/conversations/19%3Adesk%40thread.tacv2/pagedmembers";

    private readonly Patient _patient = new();

    public TeamsDeskCheckTests()
    {
        _patient.Set("TeamsDesk:ChannelId", Channel);
        _patient.Network.Answer(Members, HttpStatusCode.OK, """{"members":[{"id":"29:ann"}]}""");
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net/teams")]
    public async Task A_channel_with_members_is_good_and_the_finding_says_how_consent_shows(string service)
    {
        _patient.Set("TeamsDesk:ServiceUrl", service);
        var finding = await FindingAsync();
        Assert.Equal(Outcome.Good, finding.Outcome);
        Assert.Contains("replies without mentioning the bot", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_channel_there_is_nothing_to_check()
    {
        _patient.Set("TeamsDesk:ChannelId", null);
        Assert.Equal(Outcome.Skipped, (await FindingAsync()).Outcome);
    }

    [Theory]
    [InlineData("Handoff:Mode", "off", "Handoff:Mode is off", "Handoff:Mode")]
    [InlineData(
        "TeamsDesk:ServiceUrl", "https://smba.example.com/teams/", "is no service of the cloud public",
        "TeamsDesk:ServiceUrl")]
    [InlineData(
        "TeamsDesk:ServiceUrl", "http://smba.trafficmanager.net/teams/", "is no service of the cloud public",
        "TeamsDesk:ServiceUrl")]
    public async Task A_setting_that_keeps_cases_out_of_the_channel_is_named_and_nobody_is_asked(
        string setting, string value, string what, string expected)
    {
        _patient.Set(setting, value);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal((Outcome.Wrong, expected), (finding.Outcome, finding.Setting));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_without_a_bot_is_wrong()
    {
        foreach (var setting in new[] { "AppId", "AppPassword", "AppTenantId" })
            _patient.Set($"Bot:Microsoft{setting}", null);
        var finding = await FindingAsync();
        Assert.Equal((Outcome.Wrong, "Bot:MicrosoftAppId"), (finding.Outcome, finding.Setting));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "", true, "add the app to the team", "TeamsDesk:ChannelId")]
    [InlineData(HttpStatusCode.NotFound, "{}", true, "add the app to the team", "TeamsDesk:ChannelId")]
    [InlineData(
        HttpStatusCode.Unauthorized, "{}", true, "does not accept the bot's token", "Bot:MicrosoftAppId")]
    [InlineData(HttpStatusCode.BadGateway, "{}", true, "answers with status 502", "TeamsDesk:ServiceUrl")]
    [InlineData(HttpStatusCode.OK, """{"members":[]}""", false, "has no members", "TeamsDesk:ChannelId")]
    [InlineData(HttpStatusCode.OK, "<html>Sign in</html>", false, "has no members", "TeamsDesk:ChannelId")]
    [InlineData(HttpStatusCode.OK, "[]", false, "has no members", "TeamsDesk:ChannelId")]
    public async Task What_Teams_answers_is_explained(
        HttpStatusCode status, string body, bool isWrong, string what, string setting)
    {
        _patient.Network.Answer(Members, status, body);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("teams desk", isWrong ? Outcome.Wrong : Outcome.Doubtful, setting),
            (finding.Check, finding.Outcome, finding.Setting));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.NotNull(finding.Fix);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_told_with_the_reason()
    {
        _patient.Network.Break(Members, "Connection refused");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            "https://smba.trafficmanager.net/teams/ cannot be reached: Connection refused", finding.What);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_told_once()
    {
        _patient.Network.Answer(
            Patient.Token, HttpStatusCode.BadRequest,
            """
            {"error":"invalid_client","error_description":"AADSTS7000222: Expired.","error_codes":[7000222]}
            """);
        Assert.Equal("bot registration", (await _patient.ComplaintAsync()).Check);
        Assert.Equal(Outcome.Skipped, (await FindingAsync()).Outcome);
    }

    [Fact]
    public async Task A_bot_that_hears_only_mentions_is_pointed_out()
    {
        _patient.Set("TeamsApp:ReadChannelMessages", "false");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("teams desk", Outcome.Doubtful, "TeamsApp:ReadChannelMessages"),
            (finding.Check, finding.Outcome, finding.Setting));
    }

    public void Dispose() => _patient.Dispose();

    private async Task<DoctorFinding> FindingAsync() =>
        Assert.Single(await _patient.ExamineAsync(), finding => finding.Check == "teams desk");
}
