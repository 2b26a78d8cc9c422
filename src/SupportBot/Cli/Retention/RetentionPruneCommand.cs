using System.CommandLine;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Retention;

internal sealed class RetentionPruneCommand() : DataCommand("prune",
    "Remove now what is over its time, as a running host does every hour. "
    + "Exit code 0: done; 1: a host is at it; 2: a setting is wrong.")
{
    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var pruned = await services.GetRequiredService<Pruner>().PruneAsync(cancellationToken);
        Terminal.WriteLine(pruned is null
            ? "A host is at it, or was stopped in the middle of it. Try again in two minutes."
            : $"Removed: {pruned.Activities} activities, {pruned.AuditContents} audit contents, "
                + $"{pruned.Versions} document versions, {pruned.UsageDays} days of usage, {pruned.Vectors} vectors.");
        return pruned is null ? 1 : 0;
    }
}
