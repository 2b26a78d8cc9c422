using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Answers;
using SupportBot.Tests.Channels;
using SupportBot.Turns;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Turns;

public sealed class TurnTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turns");

    [Fact]
    public async Task A_conversation_has_one_turn_at_a_time_while_others_go_on()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (question, _) =>
        {
            if (question.Text == "slow?") await gate.Task;
            return Answerer.Answered(question);
        }));
        using var ann = await ArriveAsync(host);
        using var ben = await ArriveAsync(host);
        await ann.SayAsync("slow?");
        await ann.SayAsync("behind?");
        await ben.SayAsync("beside?");
        await ben.PollAsync(3);
        Assert.Equal(["slow?", "beside?"], host.Answerer.Asked.Select(q => q.Text));

        gate.SetResult();
        var all = await ann.PollAsync(5);
        Assert.Equal(
            ["slow?", "behind?"],
            all.Skip(3)
                .Select(a => Text(a["replyToId"]))
                .Select(id => Text(all.Single(a => Text(a["id"]) == id)["text"])));
    }

    [Fact]
    public async Task A_turn_that_throws_tells_the_visitor_and_the_next_goes_on()
    {
        await using var host = await ChatHost.StartAsync(_folder, new Answerer((question, _) =>
                    question.Text == "break"
                        ? throw new InvalidOperationException("The secret words.")
                        : Task.FromResult(Answerer.Answered(question))));
        using var visitor = await ArriveAsync(host);
        var id = await visitor.SayAsync("break");
        var word = (await visitor.PollAsync(3))[^1];
        Assert.StartsWith("Sorry, something went wrong on my side", Text(word["text"]), StringComparison.Ordinal);
        Assert.EndsWith("contact details on our website.", Text(word["text"]), StringComparison.Ordinal);
        Assert.Equal(id, Text(word["replyToId"]));
        Assert.Equal("final", Text(word["channelData"]!["streamType"]));
        await visitor.SayAsync("mend");
        Assert.Contains("That answers mend.", Text((await visitor.PollAsync(5))[^1]["text"]), StringComparison.Ordinal);
        Assert.Empty(host.Answerer.Asked.Last().History);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_ended_with_a_word()
    {
        var begun = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        }));
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync("for ever?");
        await begun.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.StartsWith("Sorry", Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_that_an_earlier_host_left_are_answered_once_by_the_next()
    {
        string token;
        var started = new TaskCompletionSource();
        await using (var host = await ChatHost.StartAsync(_folder, new Answerer(async (_, cancellationToken) =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        })))
        {
            using var visitor = await ArriveAsync(host);
            await visitor.SayAsync("first?");
            await visitor.SayAsync("second?");
            await started.Task;
            token = visitor.Token;
            host.Abandon();
        }
        await using var next = await ChatHost.StartAsync(_folder);
        using var again = await ArriveAsync(next, token);
        var all = await again.PollAsync(5);
        Assert.Equal(["first?", "second?"], next.Answerer.Asked.Select(q => q.Text));
        Assert.Equal(5, all.Select(a => Text(a["id"])).Distinct().Count());
    }

    [Fact]
    public async Task A_turn_that_did_not_end_in_three_starts_is_ended_as_failed_and_the_next_is_answered()
    {
        var token = "";
        for (var start = 0; start < 3; start++)
        {
            var begun = new TaskCompletionSource();
            await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (_, cancellationToken) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return null!;
            }));
            using var visitor = await ArriveAsync(host, token.Length == 0 ? null : token);
            token = visitor.Token;
            if (start == 0) await visitor.SayAsync("deadly?");
            if (start == 0) await visitor.SayAsync("behind it?");
            await begun.Task;
            host.Abandon();
        }
        await using var last = await ChatHost.StartAsync(_folder);
        using var again = await ArriveAsync(last, token);
        var all = await again.PollAsync(5);
        var deadly = Text(all.Single(a => Text(a["text"]) == "deadly?")["id"]);
        var ending = Text(all.Single(a => Text(a["replyToId"]) == deadly)["text"]);
        Assert.StartsWith("Sorry, something went wrong on my side", ending, StringComparison.Ordinal);
        Assert.Equal(["behind it?"], last.Answerer.Asked.Select(question => question.Text));
    }

    [Fact]
    public async Task Turns_that_only_waited_when_a_host_stopped_are_answered_after_any_number_of_starts()
    {
        var token = "";
        for (var start = 0; start < 5; start++)
        {
            var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
            await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (question, _) =>
            {
                begun.TrySetResult();
                await gate.Task;
                return Answerer.Answered(question);
            }));
            using var visitor = await ArriveAsync(host, token.Length == 0 ? null : token);
            token = visitor.Token;
            for (var i = 0; start == 0 && i < 6; i++) await visitor.SayAsync($"{i}?");
            await begun.Task;
            // Told to stop while the first turn runs, the worker leaves the rest.
            var stopping = host
                .Services.GetRequiredService<TurnWorker<WebChatChannel>>()
                .StopAsync(TestContext.Current.CancellationToken);
            gate.SetResult();
            await stopping;
        }
        await using var last = await ChatHost.StartAsync(_folder);
        using var again = await ArriveAsync(last, token);
        var texts = (await again.PollAsync(13)).Select(a => Text(a["text"])).ToList();
        Assert.All(
            Enumerable.Range(0, 6),
            i => Assert.Contains(texts, text => text.Contains($"That answers {i}?.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_turn_that_does_not_obey_its_timeout_is_left_alone_and_the_next_goes_on()
    {
        var begun = new TaskCompletionSource();
        await using var host = await ChatHost.StartAsync(_folder, new Answerer((question, _) =>
        {
            begun.TrySetResult();
                    return question.Text == "deaf?"
                        ? new TaskCompletionSource<Answer>().Task
                        : Task.FromResult(Answerer.Answered(question));
        }), ("Turns:TimeoutSeconds", "20"));
        using var visitor = await ArriveAsync(host);
        await visitor.SayAsync("deaf?");
        await begun.Task;
        await visitor.SayAsync("next?");
        var polling = visitor.PollAsync(5);
        await host.PassTimeAsync(polling);
        var all = await polling;
        Assert.StartsWith("Sorry", Text(all[^2]["text"]), StringComparison.Ordinal);
        Assert.Contains("That answers next?", Text(all[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_turns_run_at_once_than_the_settings_allow()
    {
        var gate = new TaskCompletionSource();
        var begun = new SemaphoreSlim(0);
        await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (question, _) =>
        {
            begun.Release();
            await gate.Task;
            return Answerer.Answered(question);
        }), ("Turns:MaxConcurrent", "2"));
        var visitors = new List<Visitor>();
        for (var i = 0; i < 3; i++) visitors.Add(await ArriveAsync(host));
        foreach (var visitor in visitors) await visitor.PollAsync(1);
        foreach (var visitor in visitors) await visitor.SayAsync("slow?");
        for (var i = 0; i < 2; i++) await begun.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, host.Answerer.Asked.Count);
        gate.SetResult();
        foreach (var visitor in visitors) await visitor.PollAsync(3);
        Assert.Equal(3, host.Answerer.Asked.Count);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task Many_conversations_at_once_each_get_their_own_answers_in_order()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("RateLimits:NewVisitorsPerMinute", "1000"));
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, async (i, _) =>
        {
            using var visitor = await ArriveAsync(host);
            for (var n = 0; n < 5; n++) await visitor.SayAsync($"{i}.{n}");
                var answers = (await visitor.PollAsync(11))
                    .Where(a => a["replyToId"] is not null)
                    .Select(a => Text(a["text"]))
                    .ToList();
            for (var n = 0; n < 5; n++)
                if (!answers[n].Contains($"That answers {i}.{n}.", StringComparison.Ordinal)) wrong.Enqueue(answers[n]);
        });
        Assert.Empty(wrong);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
