#pragma warning disable RS0030 // The one place that uses the console.
using System.Text;
using Spectre.Console;

namespace SupportBot.Cli;

/// <summary>
/// The only way to the console. What visitors wrote, documents hold and files are named cannot steer it: all text is
/// escaped here, and colours and progress bars come from here alone.
/// </summary>
internal static class Terminal
{
    /// <summary>Where colours and progress bars go, past the escaping.</summary>
    private static TextWriter s_styled = Console.Out;

    /// <summary>Whether somebody watches, so that colours and progress bars make sense.</summary>
    public static bool IsWatched => Styled() is { Profile.Capabilities: { Interactive: true, Ansi: true } };

    /// <summary>
    /// Escapes all that anything in this process writes to the console, logs and help texts too, until it is disposed.
    /// </summary>
    public static IDisposable Guard()
    {
        var (output, error) = (Console.Out, Console.Error);
        s_styled = output;
        Console.SetOut(new EscapingWriter(output));
        Console.SetError(new EscapingWriter(error));
        return new EscapingScope(output, error);
    }

    public static void WriteLine(TerminalLine line) => Console.Out.WriteLine(line.ToString());

    public static void WriteLine(string line = "") => Console.Out.WriteLine(TerminalText.OneLine(line));

    public static void WriteError(TerminalLine line) => Console.Error.WriteLine(line.ToString());

    public static void WriteError(string line) => Console.Error.WriteLine(TerminalText.OneLine(line));

    /// <summary>Writes text of several lines, each behind the indent.</summary>
    public static void WriteText(string text, string indent = "") =>
        Console.Out.WriteLine(indent + text.ReplaceLineEndings(Console.Out.NewLine + indent));

    /// <summary>Writes JSON as it is; escapes in its strings change nothing of what they say.</summary>
    public static void WriteJson(string json) => Console.Out.WriteLine(json);

    /// <summary>Writes a table without borders. A cell has one or more lines, each with its colour.</summary>
    public static void WriteTable(IEnumerable<IReadOnlyList<IReadOnlyList<(string Text, Color Color)>>> rows)
    {
        var (sign, name) = (new GridColumn().NoWrap().PadRight(1), new GridColumn().NoWrap());
        var grid = new Grid().AddColumn(sign).AddColumn(name).AddColumn();
        foreach (var row in rows) grid.AddRow([.. row.Select(Cell)]);
        Styled().Write(grid);
    }

    /// <summary>Waits under a spinner where somebody watches.</summary>
    public static async Task<T> WaitAsync<T>(string what, Task<T> work) =>
        IsWatched ? await Styled().Status().StartAsync(Plain(what), _ => work) : await work;

    /// <summary>Works under a progress bar where somebody watches.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="measure">How much of how much is done.</param>
    /// <param name="run">The work; null is passed where nobody watches.</param>
    public static async Task<T> RunAsync<TProgress, T>(
        string what, Func<TProgress, (double Done, double Total)> measure, Func<IProgress<TProgress>?, Task<T>> run)
    {
        if (!IsWatched) return await run(null);
        return await Styled().Progress().AutoClear(true).StartAsync(
            context => run(new Bar<TProgress>(context.AddTask(Plain(what)), measure)));
    }

    private static IAnsiConsole Styled() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new StyledOutput(s_styled) });

    private static string Plain(string text) => Markup.Escape(TerminalText.OneLine(text));

    private static Paragraph Cell(IReadOnlyList<(string Text, Color Color)> lines)
    {
        var cell = new Paragraph();
        foreach (var (i, (text, color)) in lines.Index())
            cell.Append((i > 0 ? "\n" : "") + TerminalText.OneLine(text), new Style(color));
        return cell;
    }

    private sealed class Bar<TProgress>(ProgressTask task, Func<TProgress, (double Done, double Total)> measure)
        : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            var (done, total) = measure(value);
            task.MaxValue(Math.Max(1, total)).Value(done);
        }
    }

    /// <summary>Spectre's own output takes any writer but <see cref="Console.Out"/> for a file.</summary>
    private sealed class StyledOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput _output = new(writer);

        public TextWriter Writer => writer;

        public bool IsTerminal => !Console.IsOutputRedirected;

        public int Width => _output.Width;

        public int Height => _output.Height;

        public void SetEncoding(Encoding encoding) => _output.SetEncoding(encoding);
    }

    private sealed class EscapingScope(TextWriter output, TextWriter error) : IDisposable
    {
        public void Dispose()
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
