using SupportBot.Core.Knowledge;

namespace SupportBot.Cli;

// Counts of files by result, and the totals of the database, whatever their source.
internal sealed record IngestJson(
    int Added, int Changed, int Unchanged, int Deleted, IReadOnlyList<RejectedFile> Rejected,
    IReadOnlyList<RejectedFile> Others, long Documents, long Sections)
{
    public static async Task<IngestJson> OfAsync(
        IReadOnlyList<IngestionSummary> runs, DocumentStore store, CancellationToken cancellationToken)
    {
        var state = await store.StateAsync(cancellationToken);
        return new IngestJson(
            runs.Sum(run => run.Added), runs.Sum(run => run.Changed), runs.Sum(run => run.Unchanged),
            runs.Sum(run => run.Deleted),
            [.. runs.SelectMany(run => run.Rejected)],
            [.. runs.SelectMany(run => run.Others)], state.Documents, state.Chunks);
    }
}
