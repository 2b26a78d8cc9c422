using Spectre.Console;

namespace SupportBot.Diagnosis;

/// <summary>Shows the report on the terminal, one line a finding.</summary>
internal static class DoctorConsole
{
    /// <summary>Runs the examination, under a spinner where somebody watches.</summary>
    public static async Task<IReadOnlyList<Finding>> WaitAsync(Task<IReadOnlyList<Finding>> examination)
    {
        var console = AnsiConsole.Console;
        return IsWatched(console) ? await console.Status().StartAsync("Checking…", _ => examination) : await examination;
    }

    public static void Show(IReadOnlyList<Finding> findings)
    {
        var console = AnsiConsole.Console;
        if (IsWatched(console)) console.Write(Table(findings));
        else foreach (var finding in findings) Console.WriteLine(Line(finding));
        Console.WriteLine(Summary(findings));
    }

    /// <summary>Without a terminal: everything in one line, to be searched and mailed.</summary>
    internal static string Line(Finding finding) =>
        $"{Sign(finding.Outcome)} {finding.Check}: {finding.What}{(finding.Mend is null ? "" : $" → {finding.Mend}")}";

    internal static string Summary(IReadOnlyList<Finding> findings)
    {
        var (wrong, doubtful) = (findings.Count(f => f.Outcome == Outcome.Wrong), findings.Count(f => f.Outcome == Outcome.Doubtful));
        if (wrong == 0 && doubtful == 0) return "All is well.";
        return $"{(wrong == 0 ? "Nothing is" : wrong == 1 ? "1 thing is" : $"{wrong} things are")} wrong{(doubtful == 0 ? "" : $", {doubtful} to be looked at")}.";
    }

    private static Grid Table(IReadOnlyList<Finding> findings)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(1)).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var finding in findings)
            grid.AddRow($"[{Color(finding.Outcome)}]{Sign(finding.Outcome)}[/]", Markup.Escape(finding.Check),
                finding.Mend is null ? Markup.Escape(finding.What) : $"{Markup.Escape(finding.What)}\n[grey]→ {Markup.Escape(finding.Mend)}[/]");
        return grid;
    }

    private static bool IsWatched(IAnsiConsole console) => console.Profile.Capabilities is { Interactive: true, Ansi: true };

    private static string Sign(Outcome outcome) => outcome switch { Outcome.Good => "✔", Outcome.Wrong => "✖", Outcome.Doubtful => "!", _ => "–" };

    private static string Color(Outcome outcome) => outcome switch { Outcome.Good => "green", Outcome.Wrong => "red", Outcome.Doubtful => "yellow", _ => "grey" };
}
