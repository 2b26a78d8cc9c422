using System.CommandLine;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Retention;

internal sealed class RetentionStatusCommand() : ReportCommand("status",
    "Show how much is kept, for how long, and how much of it is over its time. "
    + "Exit code 0: shown; 2: a setting is wrong.")
{
    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var amounts = await services.GetRequiredService<RetentionCounts>().CountAsync(cancellationToken);
        return new(new { kept = amounts }, () =>
        {
            foreach (var amount in amounts)
                Terminal.WriteLine($"{amount.What,-30}  {amount.Count,9}  {Period(amount)}");
        });
    }

    private static string Period(RetentionCount amount) =>
        amount.Days is { } days ? $"kept for {days} days, {amount.Over} over that" : "kept for ever";
}
