using SupportBot.Cli;
using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

internal static class IngestionConsole
{
    // Files named per reason, since a folder can contain many images.
    private const int MaxNamed = 3;

    public static Task<IngestionSummary> RunAsync(
        string path, Func<IProgress<IngestionProgress>?, Task<IngestionSummary>> run) =>
        Terminal.RunAsync<IngestionProgress, IngestionSummary>(
            $"Reading {path}", progress => (progress.Done, progress.Total), run);

    public static void Show(string path, IngestionSummary summary)
    {
        Terminal.WriteLine(summary.Files == 0
            ? $"There are no documents in {path}: put .md or .html files there.{Deleted(summary)}"
            : $"{path}: {summary.Added} added, {summary.Changed} changed, {summary.Unchanged} unchanged, "
                + $"{summary.Deleted} deleted.");
        if (summary.Rejected.Count > 0) Terminal.WriteLine($"{Count(summary.Rejected)} could not be read:");
        foreach (var file in summary.Rejected) Terminal.WriteLine($"  {file.File}: {file.Reason}");
        if (summary.Others.Count > 0) Terminal.WriteLine($"{Count(summary.Others)} beside the documents:");
        foreach (var alike in summary.Others.GroupBy(file => file.Reason))
            Terminal.WriteLine($"  {Names([.. alike])}: {alike.Key}");
    }

    private static string Deleted(IngestionSummary summary) =>
        summary.Deleted > 0 ? $" Those of before, {summary.Deleted}, are deleted." : "";

    private static string Names(IReadOnlyList<RejectedFile> files) => files.Count > MaxNamed
        ? $"{files.Count} files"
        : string.Join(", ", files.Select(file => file.File));

    private static string Count(IReadOnlyList<RejectedFile> files) =>
        files.Count == 1 ? "1 file" : $"{files.Count} files";
}
