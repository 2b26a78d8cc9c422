using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Dialogs;

public sealed class DialogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dialog");

    [Fact]
    public async Task The_thirty_first_message_in_a_minute_is_shown_and_answered_with_a_wait()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        for (var i = 1; i <= 31; i++) await visitor.SayAsync($"question {i}");
        var all = await visitor.PollAsync(63);
        Assert.Equal(
            "I am getting more messages than I can answer right now. Please wait a minute, then ask again.",
            LastOfBot(all));
        Assert.Contains(all, a => Text(a["text"]) == "question 31");
        Assert.Equal(30, host.Answerer.Asked.Count);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.SayAsync("question 32");
        await visitor.PollAsync(65);
        Assert.Equal("question 32", host.Answerer.Asked.Last().Text);
    }

    [Fact]
    public async Task After_two_hundred_messages_in_an_hour_the_wait_is_told_in_minutes()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        for (var i = 0; i < 200; i++)
        {
            await visitor.SayAsync($"question {i}");
            host.Clock.Advance(TimeSpan.FromSeconds(3));
        }
        await visitor.SayAsync("Und jetzt?", locale: "de-DE");
        Assert.Contains("etwa 50 Minuten", LastOfBot(await visitor.PollAsync(403)), StringComparison.Ordinal);
        Assert.Equal(200, host.Answerer.Asked.Count);
    }

    [Fact]
    public async Task A_limit_is_one_visitors_own()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("RateLimits:MessagesPerMinute", "1"));
        using var ann = await ArriveAsync(host);
        using var ben = await ArriveAsync(host);
        await ann.SayAsync("one");
        await ann.SayAsync("two");
        await ann.PollAsync(5);
        await ben.SayAsync("three");
        await ben.PollAsync(3);
        Assert.Equal(["one", "three"], host.Answerer.Asked.Select(q => q.Text));
    }

    [Fact]
    public async Task A_message_of_2001_characters_is_told_the_limit_and_one_of_2000_is_answered()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync(new string('x', 2001));
        Assert.Contains("at most 2,000 characters", LastOfBot(await visitor.PollAsync(3)), StringComparison.Ordinal);
        await visitor.SayAsync(new string('y', 2000));
        await visitor.PollAsync(5);
        Assert.Equal(new string('y', 2000), Assert.Single(host.Answerer.Asked).Text);
    }

    [Theory]
    [InlineData("""{"type":"message","text":" \n "}""", "without text")]
    [InlineData(
        """{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"https://example.com/a.png"}]}""",
        "cannot read files"
    )]
    [InlineData("""{"type":"message","value":{"field":"x"},"channelData":{"postBack":true}}""", "without text")]
    [InlineData(
        """{"type":"message","value":"Which settings are there?","channelData":{"postBack":true}}""",
        "That answers Which settings are there?"
    )]
    public async Task Messages_without_text_get_a_fitting_word(string activity, string expected)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SendAsync(JsonNode.Parse(activity)!.AsObject());
        Assert.Contains(expected, LastOfBot(await visitor.PollAsync(3)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"event","name":"something/unknown","value":[1,2]}""")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":[{"type":"x"}]}""")]
    [InlineData("""{"type":"endOfConversation"}""")]
    public async Task What_asks_for_no_reply_gets_none_and_holds_nothing_up(string activity)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SendAsync(JsonNode.Parse(activity)!.AsObject());
        await visitor.SayAsync("next?");
        Assert.Equal(4, (await visitor.PollAsync(4)).Count);
    }

    [Fact]
    public async Task The_question_comes_with_those_before_it_and_sees_public_documents_only()
    {
        await using var host = await ChatHost.StartAsync(_folder, new Answerer((question, _) =>
                    Task.FromResult(
                        question.History.Count == 0
                            ? Answerer.Answered(question)
                            : Answerer.Of(AnswerKind.Clarify, "Which one?", suggestions: ["A", "B"]))));
        using var visitor = await ArriveAsync(host);
        foreach (var (text, count) in new[] { ("first?", 3), ("second?", 5), ("third?", 7) })
        {
            await visitor.SayAsync(text);
            await visitor.PollAsync(count);
        }
        var last = host.Answerer.Asked.Last();
        Assert.Equal(
            [("first?", AnswerKind.Answered), ("second?", AnswerKind.Clarify)],
            last.History.Select(past => (past.Question, past.Kind!.Value)));
        Assert.Equal([Audience.Public], last.Audiences);
        Assert.Equal("en", last.Language);
        var reply = (await visitor.PollAsync(7))[^1];
        Assert.Equal(["A", "B"], reply["suggestedActions"]!["actions"]!.AsArray().Select(a => Text(a!["value"])));
        Assert.DoesNotContain(reply["entities"]!.AsArray(), e => Text(e!["type"]) == "https://schema.org/Message");
    }

    [Fact]
    public async Task A_thumb_is_kept_with_the_answer_it_is_about()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync("install?");
        var answer = (await visitor.PollAsync(3))[^1];
        var dislike = answer["entities"]!.AsArray().Single(e => Text(e!["type"]) == "https://schema.org/Message")![
            "potentialAction"
        ]!
            .AsArray()
            .Single(a => Text(a!["@type"]) == "DislikeAction")!;
        Assert.Equal(Text(answer["id"]), Text(dislike["@id"]));
        await visitor.SendAsync(
            new JsonObject
            {
                ["type"] = "event",
                ["name"] = "webchat:activity-status/feedback",
                ["entities"] = new JsonArray(dislike.DeepClone()),
            });
        await visitor.SayAsync("next?");
        await visitor.PollAsync(6);
        var kept = Assert.Single(await FeedbackAsync(host, visitor));
        Assert.Equal(
            (Text(answer["id"]), visitor.User, false, ""), (kept.ActivityId, kept.UserId, kept.Helpful, kept.Comment));
    }

    [Theory]
    [InlineData("""{"feedbackText":"Danke!"}""")]
    [InlineData("\"{\\\"feedbackText\\\":\\\"Danke!\\\"}\"")]
    public async Task A_form_with_words_is_kept_too(string feedback)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync("install?");
        var answer = Text((await visitor.PollAsync(3))[^1]["id"]);
        await visitor.SendAsync(new JsonObject
        {
            ["type"] = "event",
            ["name"] = "message/submitAction",
            ["replyToId"] = answer,
                ["value"] = new JsonObject
                {
                    ["actionName"] = "feedback",
                    ["actionValue"] = new JsonObject { ["reaction"] = "like", ["feedback"] = JsonNode.Parse(feedback) },
                },
        });
        await visitor.SayAsync("next?");
        await visitor.PollAsync(6);
        var kept = Assert.Single(await FeedbackAsync(host, visitor));
        Assert.Equal((answer, true, "Danke!"), (kept.ActivityId, kept.Helpful, kept.Comment));
    }

    [Fact]
    public async Task A_thumb_for_another_conversations_answer_is_ignored()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var ann = await ArriveAsync(host);
        await ann.SayAsync("install?");
        var answer = Text((await ann.PollAsync(3))[^1]["id"]);
        using var ben = await ArriveAsync(host);
        await ben.SendAsync(
            new JsonObject
            {
                ["type"] = "event",
                ["name"] = "webchat:activity-status/feedback",
                ["entities"] = new JsonArray(new JsonObject { ["@type"] = "LikeAction", ["@id"] = answer }),
            });
        await ben.SayAsync("next?");
        await ben.PollAsync(4);
        Assert.Empty(await FeedbackAsync(host, ann));
        Assert.Empty(await FeedbackAsync(host, ben));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string LastOfBot(IReadOnlyList<JsonNode> activities) =>
        Text(activities.Last(a => Text(a["from"]!["role"]) == "bot")["text"]);

    private static Task<IReadOnlyList<Feedback>> FeedbackAsync(ChatHost host, Visitor visitor) =>
        host
            .Services.GetRequiredService<FeedbackStore>()
            .ReadAsync(visitor.Conversation, TestContext.Current.CancellationToken);
}
