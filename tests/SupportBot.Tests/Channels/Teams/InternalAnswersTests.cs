using System.Text.Json.Nodes;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>Internal documents in Teams, through the whole product: who gets them, and how an answer says so.</summary>
public sealed class InternalAnswersTests : IAsyncLifetime
{
    private const string Note = "From internal documents, for our own people only: [2]";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("internal");
    private ConnectorDouble _channel = null!;
    private ChatHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _channel = await ConnectorDouble.StartAsync();
        _host = await ChatHost.StartAsync(_folder, new Answerer((question, _) => Task.FromResult(Answer(question))),
            Person.Development,
            ("Bot:MicrosoftAppTenantId", TeamsRoster.Own),
            ("Teams:InternalChannels:0", TeamsRoster.Channel));
    }

    [Theory]
    [InlineData("personal", "a:1", TeamsRoster.OwnUser, true)]
    [InlineData("personal", "a:1", TeamsRoster.Guest, false)]
    [InlineData("groupChat", "19:chat@thread.v2", TeamsRoster.OwnUser, false)]
    [InlineData("channel", TeamsRoster.Channel + ";messageid=1", TeamsRoster.OwnUser, true)]
    [InlineData("channel", TeamsRoster.Channel + ";messageid=1", TeamsRoster.OwnUser + "," + TeamsRoster.Guest, false)]
    [InlineData("channel", "19:other@thread.tacv2;messageid=1", TeamsRoster.OwnUser, false)]
    public async Task Only_where_nobody_else_reads_are_internal_documents_used_and_the_answer_says_so(
        string type, string conversation, string members, bool isInternal)
    {
        _channel.Members = members;
        using var ann = new Person(_host, _channel.ServiceUrl, conversation, type);
        using var response = await ann.SayAsync("<at>Bot</at> limits?", "1", InOurTenant);
        var text = (string?)(await _channel.NextAsync())["text"];
        Assert.Equal(isInternal, _host.Answerer.Asked.Single().Audiences.Contains(Audience.Internal));
        Assert.Equal(isInternal, text!.Contains(Note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_word_from_Teams_the_answer_is_from_public_documents()
    {
        _channel.Members = null;
        using var ann = new Person(_host, _channel.ServiceUrl);
        using var response = await ann.SayAsync("limits?", "1", InOurTenant);
        await _channel.NextAsync();
        Assert.Equal([Audience.Public], _host.Answerer.Asked.Single().Audiences);
    }

    [Fact]
    public async Task People_of_another_tenant_get_no_answer()
    {
        using var ann = new Person(_host, _channel.ServiceUrl);
        using var strange = await ann.SayAsync(
            "limits?", "1", activity => activity["conversation"]!["tenantId"] = TeamsRoster.Other);
        using var thumb = await ann.SendAsync(
            "invoke",
            "f:1",
            activity =>
                (activity["name"], activity["conversation"]!["tenantId"]) = ("message/submitAction", TeamsRoster.Other)
        );
        Assert.Equal(403, (int)thumb.StatusCode);
        using var response = await ann.SayAsync("hello?", "2", InOurTenant);
        Assert.Equal("2", (string?)(await _channel.NextAsync())["replyToId"]);
        Assert.Equal("hello?", Assert.Single(_host.Answerer.Asked).Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _channel.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static void InOurTenant(JsonObject activity) => activity["conversation"]!["tenantId"] = TeamsRoster.Own;

    private static Answer Answer(Question question)
    {
        Citation[] citations =
        [
            new(1, "Limits", "", "limits.md", "/docs/limits.md", "A."),
            new(2, "Refunds", "", "refunds.md", "/docs/refunds.md", "B.", Audience.Internal),
        ];
        return Answerer.Of(
            AnswerKind.Answered, "A. [1] B. [2]",
            [.. citations.Where(citation => question.Audiences.Contains(citation.Audience))]);
    }
}
