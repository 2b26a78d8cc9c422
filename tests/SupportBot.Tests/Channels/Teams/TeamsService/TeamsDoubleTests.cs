using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Each rule of the double bites, and what keeps to the rules passes.</summary>
public sealed class TeamsDoubleTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private TeamsDouble _teams = null!;
    private TeamsConversation _chat = null!;

    public async ValueTask InitializeAsync()
    {
        _teams = await TeamsDouble.StartAsync(_clock);
        _chat = _teams.Personal();
    }

    [Fact]
    public async Task A_message_is_shown_updated_and_deleted()
    {
        var (status, body) = await PostAsync(
            """
            {"type":"message","text":"Hello [1]","entities":[{"type":"https://schema.org/Message","@type":"Message",
             "@context":"https://schema.org","additionalType":["AIGeneratedContent"],"citation":[{"@type":"Claim",
             "position":1,"appearance":{"@type":"DigitalDocument","name":"n","abstract":"a","url":"https://e.example/",
             "keywords":["k"]}}]}],"suggestedActions":{"actions":[{"type":"imBack","title":"A","value":"A"}]},
             "channelData":{"feedbackLoop":{"type":"default"}}}
            """
        );
        Assert.Equal(201, status);
        var id = body.Text("id");
        Assert.Equal("Hello [1]", _chat.Messages[id].Text("text"));
        Assert.Equal(
            200,
            (await CallAsync(HttpMethod.Put, $"activities/{id}", """{"type":"message","text":"Better"}""")).Status);
        Assert.Equal("Better", _chat.Messages[id].Text("text"));
        Assert.Equal(200, (await CallAsync(HttpMethod.Delete, $"activities/{id}", "")).Status);
        Assert.Empty(_chat.Messages);
    }

    [Theory]
    [InlineData(TeamsRule.Activity, """{"type":"event","name":"x"}""")]
    [InlineData(TeamsRule.Activity, """{"type":"message","text":""}""")]
    [InlineData(
        TeamsRule.Entities,
        """
        {"type":"message","text":"t","entities":[{"type":"https://schema.org/Message","@type":"Message",
         "@context":"https://schema.org"},{"type":"https://schema.org/Message","@type":"Message",
         "@context":"https://schema.org"}]}
        """
    )]
    [InlineData(
        TeamsRule.Entities,
        """{"type":"message","text":"t","entities":[{"type":"https://schema.org/Message","@type":"Message"}]}"""
    )]
    [InlineData(
        TeamsRule.Entities,
        """
        {"type":"message","text":"t","entities":[{"type":"https://schema.org/Message","@type":"Message",
         "@context":"https://schema.org","additionalType":["Other"]}]}
        """
    )]
    [InlineData(
        TeamsRule.SuggestedActions,
        """
        {"type":"message","text":"t","suggestedActions":{"actions":[{"type":"openUrl","title":"A",
         "value":"https://e.example"}]}}
        """
    )]
    [InlineData(TeamsRule.SuggestedActions, """{"type":"message","text":"t","suggestedActions":{}}""")]
    [InlineData(
        TeamsRule.Feedback,
        """{"type":"message","text":"t","channelData":{"feedbackLoop":{"type":"thumbs"}}}"""
    )]
    [InlineData(
        TeamsRule.Mention,
        """
        {"type":"message","text":"Hi Ann","entities":[{"type":"mention","text":"<at>Ann</at>",
         "mentioned":{"id":"29:ann"}}]}
        """
    )]
    [InlineData(
        TeamsRule.Card,
        """
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
         "content":{"type":"AdaptiveCard","version":"1.6"}}]}
        """
    )]
    [InlineData(
        TeamsRule.Card,
        """
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
         "content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Container","items":[{"type":"Media"}]}]}}]}
        """
    )]
    [InlineData(
        TeamsRule.Card,
        """
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
         "content":{"type":"AdaptiveCard","version":"1.4","actions":[{"type":"Action.Submit","style":"destructive"}]}}]}
        """
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """
        {"type":"typing","text":"t","entities":[{"type":"streaminfo","streamType":"streaming","streamSequence":2}]}
        """
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """{"type":"typing","text":"t","entities":[{"type":"streaminfo","streamType":"streaming"}]}"""
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """
        {"type":"typing","text":"t","entities":[{"type":"streaminfo","streamType":"streaming","streamSequence":1},
         {"type":"streaminfo","streamType":"streaming","streamSequence":1}]}
        """
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """{"type":"typing","text":"t","entities":[{"type":"streaminfo","streamType":"final","streamSequence":1}]}"""
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """{"type":"message","text":"t","entities":[{"type":"streaminfo","streamType":"final"}]}"""
    )]
    [InlineData(
        TeamsRule.StreamOrder,
        """
        {"type":"message","text":"t","entities":[{"type":"streaminfo","streamType":"final","streamId":"nobody's"}]}
        """
    )]
    [InlineData(
        TeamsRule.StreamText,
        """{"type":"typing","text":"","entities":[{"type":"streaminfo","streamType":"streaming","streamSequence":1}]}"""
    )]
    [InlineData(
        TeamsRule.StreamExtras,
        """
        {"type":"typing","text":"t","channelData":{"feedbackLoop":{"type":"default"}},"entities":[{"type":"streaminfo",
         "streamType":"streaming","streamSequence":1}]}
        """
    )]
    internal async Task What_breaks_a_rule_is_refused_and_recorded(TeamsRule rule, string activity)
    {
        var (status, body) = await PostAsync(activity);
        Assert.Contains(rule, _teams.Violations.Select(violation => violation.Rule));
        Assert.NotEmpty(body["error"]!.AsObject().Text("code"));
        Assert.InRange(status, 202, 403);
        Assert.Empty(_chat.Messages);
        Assert.NotEmpty(_teams.Faults);
        _teams.Allow(rule);
        Assert.Empty(_teams.Faults);
    }

    [Theory]
    [InlineData("[1]", 1, "name", "abstract", "https://e.example/", 0, true)]
    [InlineData("[1]", 21, "name", "abstract", "https://e.example/", 0, false)]
    [InlineData("[2]", 1, "name", "abstract", "https://e.example/", 0, false)]
    [InlineData("[1]", 1, "", "abstract", "https://e.example/", 0, false)]
    [InlineData("[1]", 1, "name", "", "https://e.example/", 0, false)]
    [InlineData("[1]", 1, "81", "abstract", "https://e.example/", 0, false)]
    [InlineData("[1]", 1, "name", "161", "https://e.example/", 0, false)]
    [InlineData("[1]", 1, "name", "abstract", "/docs/a", 0, false)]
    [InlineData("[1]", 1, "name", "abstract", "http://e.example/", 0, false)]
    [InlineData("[1]", 1, "name", "abstract", "https://e.example/", 4, false)]
    public async Task Citations_keep_to_their_limits(
        string text, int count, string name, string quote, string url, int keywords, bool passes)
    {
        var citations = new JsonArray([.. Enumerable.Range(1, count).Select(i => new JsonObject
        {
            ["@type"] = "Claim",
            ["position"] = i,
            ["appearance"] = new JsonObject
            {
                ["@type"] = "DigitalDocument",
                ["name"] = Long(name),
                ["abstract"] = Long(quote),
                ["url"] = url,
                ["keywords"] = new JsonArray([.. Enumerable.Range(0, keywords).Select(_ => (JsonNode)"k")]),
            },
        })]);
        var message = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["entities"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "https://schema.org/Message",
                    ["@type"] = "Message",
                    ["@context"] = "https://schema.org",
                    ["citation"] = citations,
                }),
        };
        Assert.Equal(passes ? 201 : 400, (await PostAsync(message.ToJsonString())).Status);
        Assert.Equal(!passes, _teams.Violations.Any(violation => violation.Rule == TeamsRule.Citations));
        _teams.Allow(TeamsRule.Citations);
    }

    [Fact]
    public async Task More_than_three_buttons_or_a_hundred_kilobytes_are_too_much()
    {
        var four = string.Join(',', Enumerable.Repeat("""{"type":"imBack","title":"A","value":"A"}""", 4));
        Assert.Equal(
            400,
            (await PostAsync($$$"""{"type":"message","text":"t","suggestedActions":{"actions":[{{{four}}}]}}""")).Status
        );
        Assert.Equal(413, (await PostAsync($$"""{"type":"message","text":"{{new string('ä', 51_200)}}"}""")).Status);
        Assert.Equal([TeamsRule.SuggestedActions, TeamsRule.Size], Broken());
        Allow();
    }

    [Fact]
    public async Task A_bot_speaks_where_it_is_and_changes_what_it_said()
    {
        Assert.Equal(
            403,
            (await CallAsync(HttpMethod.Post, "activities", """{"type":"message","text":"t"}""", "elsewhere")).Status);
        Assert.Equal(
            404,
            (await CallAsync(HttpMethod.Put, "activities/1", """{"type":"message","text":"t"}""")).Status);
        Assert.Equal(404, (await CallAsync(HttpMethod.Delete, "activities/1", "")).Status);
        Assert.Equal([TeamsRule.Conversation, TeamsRule.UnknownActivity, TeamsRule.UnknownActivity], Broken());
        Allow();
    }

    [Fact]
    public async Task A_conversation_takes_seven_requests_a_second_eight_in_two_and_sixty_in_thirty()
    {
        Assert.Equal([201, 201, 201, 201, 201, 201, 201, 429], await SendAsync(8));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([201, 429], await SendAsync(2));
        _clock.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 26; i++)
        {
            Assert.Equal([201, 201], await SendAsync(2));
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }
        Assert.Equal([429], await SendAsync(1));
        Assert.All(Broken(), rule => Assert.Equal(TeamsRule.Rate, rule));
        Allow();
    }

    [Fact]
    public async Task A_stream_goes_by_its_rules()
    {
        Assert.Equal(201, (await ChunkAsync(1, "Searching…", "", "informative")).Status);
        Assert.Equal(429, (await ChunkAsync(2, "A", StreamId)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(202, (await ChunkAsync(2, "A", StreamId)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(403, (await ChunkAsync(3, "B", StreamId)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(202, (await ChunkAsync(2, "A", StreamId)).Status);
        Assert.Equal(403, (await ChunkAsync(1, "second", "")).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(202, (await EndAsync("A b")).Status);
        Assert.Equal("A b", _chat.Messages[StreamId].Text("text"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(403, (await EndAsync("A b")).Status);
        Assert.Equal(
            [
                TeamsRule.StreamPace,
                TeamsRule.StreamText,
                TeamsRule.StreamOrder,
                TeamsRule.StreamPlace,
                TeamsRule.StreamOver,
            ],
            Broken());
        Allow();
    }

    [Fact]
    public async Task A_stream_has_two_minutes_and_is_then_ended_by_an_update()
    {
        await ChunkAsync(1, "A", "");
        _clock.Advance(TimeSpan.FromSeconds(121));
        Assert.Equal(
            "Content stream finished due to exceeded streaming time.",
            (await EndAsync("A b")).Body["error"]!.AsObject().Text("message"));
        Assert.Equal([TeamsRule.StreamTime, TeamsRule.StreamUnfinished], Broken());
        Assert.Equal(
            200,
            (await CallAsync(HttpMethod.Put, $"activities/{StreamId}", """{"type":"message","text":"A b"}""")).Status);
        Assert.Equal([TeamsRule.StreamTime], Broken());
        Allow();
    }

    [Fact]
    public async Task After_Stop_the_bot_is_told_once_and_then_says_nothing()
    {
        await ChunkAsync(1, "A", "");
        _chat.PressStop();
        Assert.Equal(
            "Content stream was cancelled by user.", (await EndAsync("A b")).Body["error"]!.AsObject().Text("message"));
        Assert.Empty(_teams.Violations);
        await EndAsync("A b");
        await CallAsync(HttpMethod.Put, $"activities/{StreamId}", """{"type":"message","text":"A b"}""");
        Assert.Equal([TeamsRule.StreamOver, TeamsRule.StreamOver], Broken());
        Allow();
    }

    [Fact]
    public async Task Only_personal_chats_have_streams()
    {
        foreach (var chat in new[] { _teams.GroupChat(), _teams.Channel() })
            Assert.Equal(
                403, (await CallAsync(HttpMethod.Post, "activities", Chunk(1, "A", "", "streaming"), chat.Id)).Status);
        Assert.Equal([TeamsRule.StreamPlace, TeamsRule.StreamPlace], Broken());
        Allow();
    }

    [Fact]
    public async Task A_test_can_provoke_what_no_rule_asks_for()
    {
        _teams.Provoke(request => request.Text == "second", TeamsAnswer.Error(502, "BadGateway", ""));
        Assert.Equal([201], await SendAsync(1));
        Assert.Equal(502, (await PostAsync("""{"type":"message","text":"second"}""")).Status);
        Assert.Equal(201, (await PostAsync("""{"type":"message","text":"second"}""")).Status);
        Assert.Equal(["t", "second", "second"], _teams.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task Members_are_listed_and_found()
    {
        Assert.Equal(
            "29:ann", (await CallAsync(HttpMethod.Get, "pagedmembers", "")).Body.Items("members").Single().Text("id"));
        Assert.Equal("Ann", (await CallAsync(HttpMethod.Get, "members/29%3Aann", "")).Body.Text("name"));
        Assert.Equal(404, (await CallAsync(HttpMethod.Get, "members/nobody", "")).Status);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _teams.DisposeAsync();
    }

    private const string StreamId = "1764000000001";

    private static string Long(string text) => int.TryParse(text, out var length) ? new string('x', length) : text;

    private IEnumerable<TeamsRule> Broken() => _teams.Violations.Select(violation => violation.Rule);

    private void Allow() => _teams.Allow([.. Broken()]);

    private async Task<List<int>> SendAsync(int count)
    {
        var all = new List<int>();
        for (var i = 0; i < count; i++) all.Add((await PostAsync("""{"type":"message","text":"t"}""")).Status);
        return all;
    }

    private Task<(int Status, JsonObject Body)> ChunkAsync(
        int sequence, string text, string streamId,
        string type = "streaming") => PostAsync(Chunk(sequence, text, streamId, type));

    private static string Chunk(int sequence, string text, string streamId, string type) =>
        $$"""
        {"type":"typing","text":"{{text}}","entities":[{"type":"streaminfo","streamType":"{{type}}",
         "streamSequence":{{sequence}},"streamId":"{{streamId}}"}]}
        """;

    private Task<(int Status, JsonObject Body)> EndAsync(string text) =>
        PostAsync(
            $$"""
            {"type":"message","text":"{{text}}","entities":[{"type":"streaminfo","streamType":"final",
             "streamId":"{{StreamId}}"}]}
            """
        );

    private Task<(int Status, JsonObject Body)> PostAsync(string activity) =>
        CallAsync(HttpMethod.Post, "activities", activity);

    private async Task<(int Status, JsonObject Body)> CallAsync(
        HttpMethod method, string path, string body, string? conversation = null)
    {
        using var request = new HttpRequestMessage(
            method, $"{_teams.ServiceUrl}v3/conversations/{Uri.EscapeDataString(conversation ?? _chat.Id)}/{path}");
        if (body.Length > 0) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(response.StatusCode == HttpStatusCode.TooManyRequests, response.Headers.RetryAfter is not null);
        return (
            (int)response.StatusCode,
            (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!);
    }
}
