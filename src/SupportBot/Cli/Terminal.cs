#pragma warning disable RS0030 // The one place that uses the console.
using System.Text;
using Spectre.Console;

namespace SupportBot.Cli;

// All console output goes through this class, which escapes text so that user input, documents and file names cannot
// control the terminal.
internal static class Terminal
{
    // The writer for colors and progress bars, which bypass the escaping.
    private static TextWriter s_styled = Console.Out;

    public static bool IsWatched => Styled() is { Profile.Capabilities: { Interactive: true, Ansi: true } };

    // Whether somebody can answer questions.
    public static bool IsAsked => IsWatched && !Console.IsInputRedirected;

    // Returns null at the end of the input.
    public static string? Ask(string question)
    {
        Console.Out.Write(question);
        return Console.In.ReadLine();
    }

    // Escapes everything this process writes to the console, including logs and help, until disposed.
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

    public static void WriteText(string text, string indent = "") =>
        Console.Out.WriteLine(indent + text.ReplaceLineEndings(Console.Out.NewLine + indent));

    // Not escaped again: escapes inside JSON strings do not change their value.
    public static void WriteJson(string json) => Console.Out.WriteLine(json);

    public static void WriteTable(IEnumerable<IReadOnlyList<IReadOnlyList<(string Text, Color Color)>>> rows)
    {
        var (sign, name) = (new GridColumn().NoWrap().PadRight(1), new GridColumn().NoWrap());
        var grid = new Grid().AddColumn(sign).AddColumn(name).AddColumn();
        foreach (var row in rows) grid.AddRow([.. row.Select(Cell)]);
        Styled().Write(grid);
    }

    public static async Task<T> WaitAsync<T>(string what, Task<T> work) =>
        IsWatched ? await Styled().Status().StartAsync(Plain(what), _ => work) : await work;

    public static async Task<T> RunAsync<TProgress, T>(
        string what, Func<TProgress, (double Done, double Total)> measure, Func<IProgress<TProgress>?, Task<T>> run)
    {
        if (!IsWatched) return await run(null);
        return await Styled().Progress().AutoClear(true).StartAsync(
            context => run(new Bar<TProgress>(context.AddTask(Plain(what)), measure)));
    }

    // Shows lines that are replaced as work goes on; without a terminal, each state once.
    public static async Task<T> WatchAsync<T>(Func<Action<IReadOnlyList<string>>, Task<T>> work)
    {
        if (!IsWatched)
        {
            var last = "";
            return await work(lines =>
            {
                if (last == (last = string.Join('\n', lines))) return;
                foreach (var line in lines) WriteLine(line);
            });
        }
        return await Styled().Live(new Text("")).StartAsync(context => work(lines =>
        {
            context.UpdateTarget(new Text(string.Join('\n', lines.Select(TerminalText.OneLine))));
            context.Refresh();
        }));
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

    // Spectre treats any writer other than Console.Out as a file.
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
