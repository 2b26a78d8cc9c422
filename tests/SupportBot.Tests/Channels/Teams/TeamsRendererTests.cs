using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Channels;
using SupportBot.Channels.Teams;
using SupportBot.Core.Answers;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TeamsRendererTests
{
    private static readonly LinkButtons NoLinks = new(null, []);

    private static readonly TeamsRenderer Renderer = new("https://support.example.com");

    [Fact]
    public void An_answer_has_its_sources_and_label_in_one_entity_and_asks_for_a_thumb()
    {
        var json = Render(
            Answered(
                "Tun Sie das. [1] Dann jenes. [2]", Source(1, section: "Linux\n> Debian"),
                Source(2, url: "/docs/setup.md#über")));
        Assert.Equal(
            ("message", "markdown", "Tun Sie das. [1] Dann jenes. [2]"),
            (Text(json["type"]), Text(json["textFormat"]), Text(json["text"])));
        Assert.Equal("default", Text(json["channelData"]!["feedbackLoop"]!["type"]));

        var entity = json["entities"]!.AsArray().Single()!;
        Assert.Equal(
            ("https://schema.org/Message", "Message", "https://schema.org"),
            (Text(entity["type"]), Text(entity["@type"]), Text(entity["@context"])));
        Assert.Equal("AIGeneratedContent", Text(entity["additionalType"]!.AsArray().Single()));
        var claims = entity["citation"]!.AsArray();
        Assert.Equal([1, 2], claims.Select(claim => claim!["position"]!.GetValue<int>()));
        Assert.Equal(("Claim", "DigitalDocument", "Guide: Linux > Debian", "Its words."), (Text(claims[0]!["@type"]),
                Text(claims[0]!["appearance"]!["@type"]),
                Text(claims[0]!["appearance"]!["name"]),
                Text(claims[0]!["appearance"]!["abstract"])));
        Assert.Equal("https://support.example.com/docs/setup.md#%C3%BCber", Text(claims[1]!["appearance"]!["url"]));
    }

    [Theory]
    [InlineData("/docs/limits.md", null)]
    [InlineData("https://intranet.example.com/limits", "https://intranet.example.com/limits")]
    public void An_internal_source_has_a_link_only_where_it_is_no_page_of_the_host(string url, string? expected)
    {
        var source = Source(1, url: url) with { Audience = Core.Knowledge.Audience.Internal };
        Assert.Equal(
            expected,
            (string?)Render(Answered("A. [1]", source))["entities"]![0]!["citation"]![0]!["appearance"]!["url"]);
    }

    [Theory]
    [InlineData("http://localhost:5080", "/docs/a.md")]
    [InlineData("https://support.example.com", "http://docs.example.com/a")]
    [InlineData("https://support.example.com", "javascript:alert(1)")]
    [InlineData("https://support.example.com", "docs/a.md")]
    public void A_source_that_Teams_could_not_open_shows_its_quote_alone(string address, string url)
    {
        var answer = Answered("A. [1]", Source(1, url: url));
        var claim = Json(new TeamsRenderer(address).Render(answer, NoLinks).Single())[
            "entities"
        ]![0]!["citation"]![0]!["appearance"]!;
        Assert.Null(claim["url"]);
        Assert.Equal("Its words.", Text(claim["abstract"]));
    }

    [Fact]
    public void Names_and_quotes_are_shortened_to_what_Teams_takes()
    {
        var json = Render(
            Answered(
                "A. [1] B. [2]", Source(1, new string('n', 200), quote: new string('q', 158) + "😀😀"),
                Source(2, quote: "")));
        var claims = json["entities"]![0]!["citation"]!.AsArray().Select(claim => claim!["appearance"]!).ToList();
        Assert.Equal(80, Text(claims[0]["name"]).Length);
        Assert.Equal(new string('q', 158) + "…", Text(claims[0]["abstract"]));
        Assert.Equal("Guide", Text(claims[1]["abstract"]));
    }

    [Fact]
    public void A_quote_is_plain_text() => Assert.Equal("Set Server:Url to <host>, and restart.",
            Text(
                Render(Answered("A. [1]", Source(1, quote: "Set `Server:Url` to **\\<host>**, *and* restart.")))[
                    "entities"
                ]![0]!["citation"]![0]!["appearance"]!["abstract"]));

    [Theory]
    [InlineData(AnswerKind.Refused)]
    [InlineData(AnswerKind.Clarify)]
    [InlineData(AnswerKind.SmallTalk)]
    [InlineData(AnswerKind.Human)]
    public void What_is_no_answer_has_neither_label_nor_sources_nor_thumbs(AnswerKind kind)
    {
        var json = Render(Answerer.Of(kind, "Which one?", suggestions: ["One", "Two", "Three", "Four"]));
        Assert.Null(json["entities"]);
        Assert.Null(json["channelData"]);
        Assert.Equal(
            ["One", "Two", "Three"],
            json["suggestedActions"]!["actions"]!.AsArray().Select(action => Text(action!["value"])));
        Assert.All(
            json["suggestedActions"]!["actions"]!.AsArray(), action => Assert.Equal("imBack", Text(action!["type"])));
    }

    [Fact]
    public void An_answer_without_suggestions_has_no_buttons() =>
        Assert.Null(Render(Answered("A. [1]", Source(1)))["suggestedActions"]);

    [Fact]
    public void Links_are_buttons_where_Teams_can_open_them_and_names_elsewhere()
    {
        var links = new LinkButtons("See also", [
            new(new string('l', 90), "/docs/setup.md#über"), new("Plain", "http://docs.example.com/a"),
            new("Limits", "https://docs.example.com/limits"), new("Third", "/docs/a.md"), new("Fourth", "/docs/b.md"),
        ]);
        var card = Json(Renderer.Render(Answered("A. [1]", Source(1)), links).Single())["attachments"]![0]!;
        Assert.Equal(
            ["See also", "Plain"],
            card["content"]!["body"]!.AsArray().Select(text => Text(text!["inlines"]![0]!["text"])));
        Assert.Equal("application/vnd.microsoft.card.adaptive", Text(card["contentType"]));
        Assert.Equal(
            [
                ("Action.OpenUrl", new string('l', 79) + "…", "https://support.example.com/docs/setup.md#%C3%BCber"),
                ("Action.OpenUrl", "Limits", "https://docs.example.com/limits"),
            ],
            card["content"]!["actions"]!.AsArray()
                .Select(action => (Text(action!["type"]), Text(action["title"]), Text(action["url"]))));
    }

    [Fact]
    public void A_long_answer_is_several_messages_each_with_the_sources_that_it_cites()
    {
        var paragraphs = Enumerable
            .Range(1, 40)
            .Select(i => $"{string.Concat(Enumerable.Repeat("Ein Satz mit \"Ümlauten\". ", 90))}[{i}]")
            .ToList();
        var answer = Answered(
            string.Join("\n\n", paragraphs),
            [.. Enumerable.Range(1, 40).Select(i => Source(i, new string('n', 90), quote: new string('"', 200)))]);
        var messages = Renderer.Render(answer, NoLinks).Select(Json).ToList();
        Assert.InRange(messages.Count, 3, 12);
        Assert.All(messages, message => Assert.InRange(message.ToJsonString(Relaxed).Length, 1, 40_000));
        Assert.All(messages, message => Assert.Equal(
            Enumerable.Range(1, 40).Where(i => Text(message["text"]).Contains($"[{i}]", StringComparison.Ordinal)),
                    message["entities"]!.AsArray().Single()!["citation"]!
                        .AsArray()
                        .Select(claim => claim!["position"]!.GetValue<int>())));
        Assert.Equal(paragraphs, messages.SelectMany(message => Text(message["text"]).Split("\n\n")));
        Assert.Equal(
            [.. messages.SkipLast(1).Select(_ => false), true],
            messages.Select(message => message["channelData"] is not null));
    }

    [Fact]
    public void At_most_twenty_sources_and_their_text_fit_in_the_worst_case()
    {
        var numbers = string.Concat(Enumerable.Range(1, 25).Select(i => $" [{i}]"));
        var answer = Answered(
            new string('"', 60_000) + numbers,
            [
                .. Enumerable
                    .Range(1, 25)
                    .Select(i =>
                        Source(
                            i, new string('"', 90), url: "https://e.example/" + new string('a', 480),
                            quote: new string('"', 200))),
            ]);
        var messages = Renderer.Render(answer, NoLinks).Select(Json).ToList();
        Assert.Equal(20, messages[^1]["entities"]![0]!["citation"]!.AsArray().Count);
        Assert.All(messages, message => Assert.InRange(message.ToJsonString(Relaxed).Length, 1, 40_000));
        Assert.StartsWith(
            TeamsRenderer.RenderPartial(answer.Text), Text(messages[0]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_that_take_more_than_their_share_still_go_out_within_what_Teams_takes()
    {
        var faces = string.Concat(Enumerable.Repeat("😀", 200));
        var answer = Answered(
            string.Concat(Enumerable.Repeat("Gesicht. ", 5_000))
                + string.Concat(Enumerable.Range(1, 20).Select(i => $"[{i}]")),
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(i => Source(i, faces, url: "https://e.example/" + new string('a', 480), quote: faces)),
            ]);
        var messages = Renderer
            .Render(answer, NoLinks)
            .Select(message => System.Text.Encoding.UTF8.GetString(ActivityJson.Write(message)))
            .ToList();
        Assert.All(messages, message => Assert.InRange(message.Length, 1, 50_000));
        Assert.Equal(20, JsonNode.Parse(messages[^1])!["entities"]![0]!["citation"]!.AsArray().Count);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static Answer Answered(string text, params Citation[] citations) =>
        Answerer.Of(AnswerKind.Answered, text, citations);

    private static Citation Source(
        int number, string title = "Guide", string section = "", string url = "https://docs.example.com/guide",
        string quote = "Its words.") => new(number, title, section, "guide.md", url, quote);

    private static JsonNode Render(Answer answer) => Json(Renderer.Render(answer, NoLinks).Single());

    private static JsonNode Json(Activity activity) => JsonNode.Parse(ActivityJson.Write(activity))!;

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
