using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>What models may take in a day.</summary>
public class BudgetTests : ModelRig
{
    [Fact]
    public async Task The_day_counts_what_was_taken()
    {
        Double.Next(Replies.Says("Yes. [1]")).Next(Replies.Says("No. [1]"));
        await WriteAsync();
        await WriteAsync();
        Assert.Equal(new(Calls: 2, Tokens: 2 * 150, Cost: 2 * (120 * 2 + 30 * 8)), await TodayAsync());
    }

    [Fact]
    public async Task Over_the_cap_nothing_is_sent()
    {
        Options.DailyTokens = 500;
        var failed = Assert.IsType<WritingPart.Failed>((await WriteAsync()).End);
        Assert.Equal(ModelFault.OverBudget, failed.Failure.Fault);
        Assert.Equal(ModelUsage.None, failed.Call.Usage);
        Assert.Empty(Double.Requests);
    }

    [Fact]
    public async Task A_flood_takes_no_more_than_the_cap_and_the_next_day_begins_anew()
    {
        Options.DailyTokens = 2500;
        Options.MaxOutputTokens = 600;
        for (var i = 0; i < 21; i++) Double.Next(Replies.Says("Yes. [1]"));
        var ends = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WriteAsync()));
        Assert.Contains(ends, end => end.End is WritingPart.Finished);
        Assert.Contains(ends, end => end.End is WritingPart.Failed { Failure.Fault: ModelFault.OverBudget });
        Assert.InRange((await TodayAsync()).Tokens, 150, 2500);
        Assert.True(Double.Requests.Count * 150 <= 2500);
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<WritingPart.Finished>((await WriteAsync()).End);
    }

    [Fact]
    public async Task Money_has_a_cap_too()
    {
        Options.DailyCost = 0.001m;
        Assert.Equal(ModelFault.OverBudget, (await FailAsync()).Fault);
    }

    [Fact]
    public async Task What_the_server_refused_costs_nothing()
    {
        Double.Next(Replies.Status(401));
        await FailAsync();
        Assert.Equal(new(Calls: 1, Tokens: 0, Cost: 0), await TodayAsync());
    }

    [Fact]
    public async Task What_broke_off_is_counted_by_what_was_sent_and_what_came()
    {
        Double.Next(Replies.StopsShort("Use vinegar"));
        var call = Assert.IsType<WritingPart.Failed>((await WriteAsync()).End).Call;
        Assert.True(call.Usage is { IsEstimated: true, PromptTokens: > 50, CompletionTokens: 3 or 2 });
        Assert.Equal(call.Usage.PromptTokens + call.Usage.CompletionTokens, (await TodayAsync()).Tokens);
    }
}
