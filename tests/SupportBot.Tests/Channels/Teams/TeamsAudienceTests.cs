namespace SupportBot.Tests.Channels.Teams;

public sealed class TeamsAudienceTests : IDisposable
{
    private readonly TeamsRoster _roster = new();

    [Fact]
    public async Task One_of_our_people_sees_internal_documents_in_a_chat_of_their_own()
    {
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        Assert.Equal(["/teams/v3/conversations/a:1/members/29:ann"], _roster.Asked);
    }

    [Fact]
    public async Task A_listed_channel_of_our_people_alone_sees_internal_documents_for_one_question_to_Teams()
    {
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChannel()));
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChannel(";messageid=2")));
        Assert.Equal([$"/teams/v3/conversations/{TeamsRoster.Channel}/pagedmembers?pageSize=500"], _roster.Asked);
    }

    [Fact]
    public async Task A_group_chat_gets_public_documents_and_Teams_is_not_even_asked()
    {
        var chat = TeamsRoster.InChat();
        chat.Conversation!.ConversationType = "groupChat";
        Assert.False(await _roster.IsInternalAsync(chat));
        Assert.Empty(_roster.Asked);
    }

    [Theory]
    [InlineData(200, TeamsRoster.Guest)]
    [InlineData(200, "")]
    [InlineData(200, "{}")]
    [InlineData(200, "no JSON")]
    [InlineData(200, """{"id":"29:ann","userRole":"user"}""")]
    [InlineData(200, """{"id":"29:ann","userRole":["user"],"tenantId":{"x":1}}""")]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster","message":"no"}}""")]
    [InlineData(404, "")]
    public async Task Whoever_is_not_clearly_one_of_us_gets_public_documents(int status, string body)
    {
        _roster.Answer = _ => (status, body);
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        Assert.Single(_roster.Asked);
    }

    [Theory]
    [InlineData(TeamsRoster.OwnUser, TeamsRoster.Guest)]
    [InlineData(TeamsRoster.OwnUser, """{"id":"29:x"}""")]
    [InlineData(TeamsRoster.OwnUser, "null")]
    [InlineData]
    public async Task A_channel_with_one_who_is_not_one_of_us_or_with_nobody_gets_public_documents(
        params string[] members)
    {
        _roster.Answer = _ => (200, TeamsRoster.Page(members));
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChannel()));
    }

    [Theory]
    [InlineData(TeamsRoster.Guest, false)]
    [InlineData(TeamsRoster.OwnUser, true)]
    public async Task A_guest_on_the_last_page_counts_too(string last, bool isInternal)
    {
        _roster.Answer = path => (200, path.Contains("continuationToken=2", StringComparison.Ordinal)
            ? TeamsRoster.Page(last)
                    : TeamsRoster
                        .Page(TeamsRoster.OwnUser)
                        .Replace("{\"members\"", "{\"continuationToken\":\"2\",\"members\"", StringComparison.Ordinal));
        Assert.Equal(isInternal, await _roster.IsInternalAsync(TeamsRoster.InChannel()));
        Assert.Equal(2, _roster.Asked.Count);
    }

    [Fact]
    public async Task A_page_that_fails_makes_it_public()
    {
        _roster.Answer = path => path.Contains("continuationToken", StringComparison.Ordinal)
            ? (403, "")
            : (200, $$"""{"continuationToken":"2","members":[{{TeamsRoster.OwnUser}}]}""");
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChannel()));
    }

    [Fact]
    public async Task A_roster_without_an_end_is_given_up()
    {
        _roster.Answer = _ => (200, $$"""{"continuationToken":"more","members":[{{TeamsRoster.OwnUser}}]}""");
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChannel()));
        Assert.Equal(20, _roster.Asked.Count);
    }

    [Fact]
    public async Task What_Teams_says_holds_for_five_minutes()
    {
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        _roster.Answer = _ => (200, TeamsRoster.Guest);
        _roster.Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        _roster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChat()));
    }

    [Fact]
    public async Task A_silent_Teams_costs_ten_seconds_once_a_minute()
    {
        _roster.Answer = _ => null;
        var asked = _roster.IsInternalAsync(TeamsRoster.InChat());
        _roster.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(await asked);
        Assert.False(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        Assert.Single(_roster.Asked);
        _roster.Answer = _ => (200, TeamsRoster.OwnUser);
        _roster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChat()));
    }

    [Fact]
    public async Task One_chat_says_nothing_about_another()
    {
        Assert.True(await _roster.IsInternalAsync(TeamsRoster.InChat()));
        _roster.Answer = _ => (200, TeamsRoster.Guest);
        var other = TeamsRoster.InChat();
        other.From!.Id = "29:gus";
        Assert.False(await _roster.IsInternalAsync(other));
    }

    public void Dispose() => _roster.Dispose();
}
