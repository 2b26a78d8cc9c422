using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Privacy;
using SupportBot.Hosting;
using SupportBot.Privacy;
using SupportBot.Tests.Audit;
using SupportBot.Tests.Channels.Teams;

namespace SupportBot.Tests.Privacy;

public sealed class PruningTests
{
    [Fact]
    public async Task A_host_removes_at_its_start_and_every_hour_and_logs_counts_alone()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        var (time, log) = (talk.Knowledge.Time, new Logged<Pruning>());
        await talk.AnswerAsync("c1", "Zylophant?");
        time.Advance(TimeSpan.FromDays(91));
        using var pruning = new Pruning(
            new Pruner(talk.Knowledge.Database, "default", new RetentionOptions().Rules, time),
            new ServiceSupervisor(time, NullLogger<ServiceSupervisor>.Instance), log);
        await pruning.StartAsync(Cancel);
        await UntilAsync(1);
        await talk.AnswerAsync("c1", "Zylophant again?");
        time.Advance(TimeSpan.FromDays(91));
        await UntilAsync(2);
        await pruning.StopAsync(Cancel);

        Assert.Equal([LogLevel.Information, LogLevel.Information], log.Lines.Select(line => line.Level));
        Assert.All(
            log.Lines,
            line =>
                Assert.Equal(
                    "Kept for their time and removed: 2 activities, 0 audit contents, 0 document versions, 0 days of "
                        + "usage, 0 vectors",
                    line.Text));

        async Task UntilAsync(int lines)
        {
            for (var step = 0; log.Lines.Count < lines; step++)
            {
                Assert.InRange(step, 0, 20_000);
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1, Cancel);
            }
        }
    }

    [Fact]
    public void What_is_kept_by_default_is_what_the_documentation_says()
    {
        var rules = new RetentionOptions().Rules;
        Assert.Equal(
            new RetentionRules(
                TimeSpan.FromDays(90), TimeSpan.FromDays(365), TimeSpan.FromDays(730), TimeSpan.FromDays(180)),
            rules);
        Assert.Equal(
            new RetentionRules(null, null, null, null),
            new RetentionOptions
            {
                ConversationDays = 0,
                AuditDays = 0,
                UsageDays = 0,
                VectorDays = 0,
            }.Rules);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
