using System.Globalization;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>
/// Every way in which a model fails, and what the bot gets: a named failure in time, and never half an answer that
/// looks whole.
/// </summary>
public class FaultTests : ModelRig
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(429, ModelFault.RateLimited)]
    [InlineData(500, ModelFault.Unavailable)]
    [InlineData(503, ModelFault.Unavailable)]
    public async Task A_server_that_keeps_failing_is_asked_three_times_within_20_seconds(int status, ModelFault fault)
    {
        for (var i = 0; i < 3; i++) Double.Next(Replies.Status(status));
        var began = Clock.GetTimestamp();
        var failing = FailAsync();
        for (var i = 0; i < 2; i++) await Clock.PassAsync(TimeSpan.FromMilliseconds(1), 9 * Second, Token);
        Assert.Equal(fault, (await failing).Fault);
        Assert.Equal(3, Double.Requests.Count);
        Assert.True(Clock.GetElapsedTime(began) <= 20 * Second);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("date")]
    public async Task A_server_that_asks_for_patience_gets_it(string retryAfter)
    {
        var header =
            retryAfter == "date"
                ? (Clock.GetUtcNow() + 7 * Second).ToString("R", CultureInfo.InvariantCulture)
                : retryAfter;
        Double.Next(Replies.Status(429, retryAfter: header)).Next(Replies.Says("Use vinegar. [1]"));
        var writing = WriteAsync();
        await Clock.PassAsync(7 * Second, 7 * Second, Token);
        Assert.IsType<WritingPart.Finished>((await writing).End);
    }

    [Fact]
    public async Task A_server_that_asks_for_more_patience_than_a_customer_has_is_not_asked_again()
    {
        Double.Next(Replies.Status(503, retryAfter: "60"));
        Assert.Equal(ModelFault.Unavailable, (await FailAsync()).Fault);
        Assert.Single(Double.Requests);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        GoTo(new Uri("http://127.0.0.1:9/v1"));
        var failing = FailAsync();
        for (var i = 0; i < 2; i++) await Clock.PassAsync(TimeSpan.FromMilliseconds(1), 9 * Second, Token);
        Assert.Equal(ModelFault.Unavailable, (await failing).Fault);
    }

    [Fact]
    public async Task Without_headers_it_ends_after_10_seconds()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var failing = FailAsync();
        await live.Asked;
        Clock.Advance(9.9 * Second);
        Assert.False(failing.IsCompleted);
        Clock.Advance(0.2 * Second);
        Assert.Equal(new ModelFailure(ModelFault.TimedOut, "gave no token in time"), await failing);
    }

    [Fact]
    public async Task A_drip_that_is_no_token_does_not_hold_up_the_end()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var parts = Model.Write(Task, Token).GetAsyncEnumerator(Token);
        live.Token("Use");
        Assert.True(await parts.MoveNextAsync());
        var next = parts.MoveNextAsync();
        live.Bytes("d");
        Clock.Advance(10 * Second);
        live.Bytes("a");
        Clock.Advance(5.1 * Second);
        Assert.True(await next);
        Assert.Equal(ModelFault.TimedOut, Assert.IsType<WritingPart.Failed>(parts.Current).Failure.Fault);
        Assert.Single(Double.Requests);
        await parts.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_answer_ends_after_60_seconds()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var parts = Model.Write(Task, Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 5; i++)
        {
            live.Token("more ");
            Assert.True(await parts.MoveNextAsync());
            Assert.IsType<WritingPart.Text>(parts.Current);
            Clock.Advance(14 * Second * (i < 4 ? 1 : 0));
        }
        var next = parts.MoveNextAsync();
        Clock.Advance(4.1 * Second);
        Assert.True(await next);
        Assert.Equal(
            new ModelFailure(ModelFault.TimedOut, "did not end in time"),
            Assert.IsType<WritingPart.Failed>(parts.Current).Failure);
        await parts.DisposeAsync();
    }

    [Fact]
    public async Task The_time_that_the_bot_takes_between_tokens_is_not_the_models()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var parts = Model.Write(Task, Token).GetAsyncEnumerator(Token);
        live.Token("Use");
        Assert.True(await parts.MoveNextAsync());
        Clock.Advance(30 * Second);
        live.Token(" vinegar.");
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(new WritingPart.Text(" vinegar."), parts.Current);
        await parts.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_whose_connection_breaks_is_half_an_answer_and_not_asked_for_again()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var parts = Model.Write(Task, Token).GetAsyncEnumerator(Token);
        live.Token("Use");
        Assert.True(await parts.MoveNextAsync());
        live.Cut();
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(ModelFault.Broken, Assert.IsType<WritingPart.Failed>(parts.Current).Failure.Fault);
        Assert.False(await parts.MoveNextAsync());
        Assert.Single(Double.Requests);
        await parts.DisposeAsync();
    }

    public static TheoryData<string, ModelFault> BrokenOnes => new()
    {
        { "short", ModelFault.Broken },
        { "json", ModelFault.Broken },
        { "html", ModelFault.Broken },
        { "empty", ModelFault.Broken },
        { "wordless", ModelFault.Broken },
        { "filter", ModelFault.ContentFilter },
        { "filtered question", ModelFault.ContentFilter },
        { "length", ModelFault.CutShort },
        { "tool", ModelFault.Broken },
        { "key", ModelFault.Refused },
        { "model", ModelFault.Refused },
        { "parameter", ModelFault.Refused },
    };

    [Theory]
    [MemberData(nameof(BrokenOnes))]
    public async Task What_is_not_whole_is_never_marked_whole(string how, ModelFault fault)
    {
        Double.Next(Broken(how));
        var (text, end) = await WriteAsync();
        var failed = Assert.IsType<WritingPart.Failed>(end);
        Assert.Equal(fault, failed.Failure.Fault);
        Assert.NotEmpty(failed.Failure.Reason);
        Assert.Single(Double.Requests);
        Assert.Equal(how is "short" or "json" or "filter" or "length", text == "Use vinegar");
    }

    private static ModelReply Broken(string how) => how switch
    {
        "short" => Replies.StopsShort("Use vinegar"),
        "json" => Replies.BadJson("Use vinegar"),
        "html" => Replies.Html(),
        "empty" => Replies.EmptyChoices(),
        "wordless" => Replies.Ends("stop", ""),
        "filter" => Replies.Ends("content_filter", "Use vinegar"),
        "filtered question" => Replies.Status(400, "content_filter"),
        "length" => Replies.Ends("length", "Use vinegar"),
        "tool" => Replies.Ends("tool_calls", ""),
        "key" => Replies.Status(401, "invalid_api_key"),
        "model" => Replies.Status(404, "DeploymentNotFound"),
        _ => Replies.Status(400, "unsupported_parameter"),
    };
}
