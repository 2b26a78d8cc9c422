using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Channels;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Answers;

namespace SupportBot.Tests.Channels;

public sealed class WebChatRendererTests
{
    private static readonly LinkButtons NoLinks = new(null, []);

    [Fact]
    public void References_are_defined_in_the_text_and_claimed_with_their_quotes()
    {
        var answer = Answerer.Of(AnswerKind.Answered, "Do this. [1] Then that. [2]",
        [
            new Citation(1, "The \"big\" guide", "", "guide.md", "https://docs.example.com/guide", "Do this first."),
            new Citation(2, "Setup", "Linux\n> Debian", "setup.md", "https://docs.example.com/a b<c>", "Then that."),
        ]);
        var json = Json(WebChatRenderer.Render(answer, "c1|0000002-3", "Automated answer", NoLinks));
        Assert.Equal(
            "Do this. [1] Then that. [2]\n\n[1]: <https://docs.example.com/guide> \"The \\\"big\\\" guide\"\n[2]: "
                + "<https://docs.example.com/a%20b%3Cc%3E> \"Setup: Linux > Debian\"",
            json["text"]!.GetValue<string>());

        var message = json["entities"]!.AsArray().Single()!;
        Assert.Equal("", message["@id"]!.GetValue<string>());
        Assert.Equal("https://schema.org/Message", message["type"]!.GetValue<string>());
        Assert.Equal([1, 2], message["citation"]!.AsArray().Select(c => c!["position"]!.GetValue<int>()));
        Assert.Equal("Do this first.", message["citation"]![0]!["appearance"]!["abstract"]!.GetValue<string>());
        Assert.Equal("Automated answer", message["citation"]![0]!["claimInterpreter"]!["slogan"]!.GetValue<string>());
        Assert.Null(message["citation"]![1]!["claimInterpreter"]);
        Assert.All(
            message["potentialAction"]!.AsArray(), a => Assert.Equal("c1|0000002-3", a!["@id"]!.GetValue<string>()));
    }

    [Fact]
    public void A_refusal_has_no_sources_and_no_thumbs()
    {
        var json = Json(
            WebChatRenderer.Render(
                Answerer.Of(AnswerKind.Refused, "Not found."), "id", "Automated answer", NoLinks));
        Assert.Equal("Not found.", json["text"]!.GetValue<string>());
        Assert.Null(json["entities"]);
        Assert.Null(json["suggestedActions"]);
    }

    [Fact]
    public void Links_are_the_buttons_of_a_hero_card_that_every_client_shows()
    {
        var links = new LinkButtons(
            "See also", [new("Set up", "/docs/setup.md#linux"), new("Limits", "https://e.example/l")]);
        var json = Json(
            WebChatRenderer.Render(Answerer.Of(AnswerKind.Refused, "See here."), "id", "Automated answer", links));
        var card = json["attachments"]!.AsArray().Single()!;
        Assert.Equal("application/vnd.microsoft.card.hero", card["contentType"]!.GetValue<string>());
        Assert.Equal("See also", card["content"]!["title"]!.GetValue<string>());
        Assert.Equal(
            [("openUrl", "Set up", "/docs/setup.md#linux"), ("openUrl", "Limits", "https://e.example/l")],
            card["content"]!["buttons"]!.AsArray().Select(button => (
                button!["type"]!.GetValue<string>(), button["title"]!.GetValue<string>(),
                button["value"]!.GetValue<string>())));
    }

    [Fact]
    public void A_text_grows_by_sentences_and_blocks_and_keeps_its_references()
    {
        const string text = "One. [1] Two! Three:\n\n1. a\n2. b\n\nEnd";
        Assert.Equal(
            ["One. [1]", "One. [1] Two!", "One. [1] Two! Three:", "One. [1] Two! Three:\n\n1. a\n2. b", text],
            WebChatRenderer.Prefixes(text));
    }

    [Fact]
    public void A_text_without_blanks_grows_by_sentences_too()
    {
        const string text = "「はい。」を選ぶ。保存！ [1]終わり。";
        Assert.Equal(["「はい。」を選ぶ。", text], WebChatRenderer.Prefixes(text));
    }

    private static JsonNode Json(Activity activity) => JsonNode.Parse(ActivityJson.Write(activity))!;
}
