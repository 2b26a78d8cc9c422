using Spectre.Console;

namespace SupportBot.Cli.Index;

/// <summary>A progress bar for work on the index, where somebody watches.</summary>
internal static class IndexConsole
{
    /// <param name="what">What is being done.</param>
    /// <param name="total">How many sections there are.</param>
    /// <param name="run">The work; told of its progress in sections.</param>
    public static async Task<T> RunAsync<T>(string what, long total, Func<IProgress<long>?, Task<T>> run)
    {
        var console = AnsiConsole.Console;
        if (console.Profile.Capabilities is not { Interactive: true, Ansi: true }) return await run(null);
        return await console.Progress().AutoClear(true).StartAsync(context => run(new Bar(context.AddTask(what, maxValue: Math.Max(1, total)))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value(value);
    }
}
