using SupportBot.Cli;
using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

/// <summary>Shows on the terminal how an ingestion goes and what came of it.</summary>
internal static class IngestionConsole
{
    /// <summary>Of files beside the documents, with the same reason, at most so many are named; pictures may be many.</summary>
    private const int MaxNamed = 3;

    /// <summary>Runs an ingestion, under a progress bar where somebody watches.</summary>
    public static Task<IngestionSummary> RunAsync(string path, Func<IProgress<IngestionProgress>?, Task<IngestionSummary>> run) =>
        Terminal.RunAsync<IngestionProgress, IngestionSummary>($"Reading {path}", progress => (progress.Done, progress.Total), run);

    /// <summary>One line, and more for files that could not be read or are no documents.</summary>
    public static void Show(string path, IngestionSummary summary)
    {
        Terminal.WriteLine(summary.Files == 0
            ? $"There are no documents in {path}: put .md or .html files there.{(summary.Deleted > 0 ? $" Those of before, {summary.Deleted}, are deleted." : "")}"
            : $"{path}: {summary.Added} added, {summary.Changed} changed, {summary.Unchanged} unchanged, {summary.Deleted} deleted.");
        if (summary.Rejected.Count > 0) Terminal.WriteLine($"{Count(summary.Rejected)} could not be read:");
        foreach (var file in summary.Rejected) Terminal.WriteLine($"  {file.File}: {file.Reason}");
        if (summary.Others.Count > 0) Terminal.WriteLine($"{Count(summary.Others)} beside the documents:");
        foreach (var alike in summary.Others.GroupBy(file => file.Reason))
            Terminal.WriteLine($"  {(alike.Count() > MaxNamed ? $"{alike.Count()} files" : string.Join(", ", alike.Select(file => file.File)))}: {alike.Key}");
    }

    private static string Count(IReadOnlyList<RejectedFile> files) => files.Count == 1 ? "1 file" : $"{files.Count} files";
}
