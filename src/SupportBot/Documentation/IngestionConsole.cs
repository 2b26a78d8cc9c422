using Spectre.Console;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documentation;

/// <summary>Shows on the terminal how an ingestion goes and what came of it.</summary>
internal static class IngestionConsole
{
    /// <summary>Runs an ingestion, under a progress bar where somebody watches.</summary>
    public static async Task<IngestionSummary> RunAsync(string path, Func<IProgress<IngestionProgress>?, Task<IngestionSummary>> run)
    {
        var console = AnsiConsole.Console;
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi) return await run(null);
        return await console.Progress().AutoClear(true).StartAsync(context => run(new Bar(context.AddTask($"Reading {Markup.Escape(path)}"))));
    }

    /// <summary>One line, and one more for each file that could not be read.</summary>
    public static void Show(string path, IngestionSummary summary)
    {
        Console.WriteLine(summary.Files == 0
            ? $"There are no documents in {path}: put .md or .html files there.{(summary.Deleted > 0 ? $" Those of before, {summary.Deleted}, are deleted." : "")}"
            : $"{path}: {summary.Added} added, {summary.Changed} changed, {summary.Unchanged} unchanged, {summary.Deleted} deleted.");
        if (summary.Rejected.Count == 0) return;
        Console.WriteLine(summary.Rejected.Count == 1 ? "1 file could not be read:" : $"{summary.Rejected.Count} files could not be read:");
        foreach (var file in summary.Rejected) Console.WriteLine($"  {file.File}: {file.Reason}");
    }

    private sealed class Bar(ProgressTask task) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value) => task.MaxValue(Math.Max(1, value.Total)).Value(value.Done);
    }
}
