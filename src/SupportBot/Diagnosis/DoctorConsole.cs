using Spectre.Console;
using SupportBot.Cli;

namespace SupportBot.Diagnosis;

internal static class DoctorConsole
{
    public static void Show(IReadOnlyList<DoctorFinding> findings)
    {
        if (Terminal.IsWatched) Terminal.WriteTable(findings.Select(Row));
        else foreach (var finding in findings) Terminal.WriteLine(Line(finding));
        Terminal.WriteLine(Summary(findings));
    }

    // The format without a terminal: one line per finding, for logs and mail.
    internal static string Line(DoctorFinding finding) =>
        $"{Sign(finding.Outcome)} {finding.Check}: {finding.What}{(finding.Fix is null ? "" : $" → {finding.Fix}")}";

    internal static string Summary(IReadOnlyList<DoctorFinding> findings)
    {
        var (wrong, doubtful) =
            (findings.Count(f => f.Outcome == Outcome.Wrong), findings.Count(f => f.Outcome == Outcome.Doubtful));
        if (wrong == 0 && doubtful == 0) return "All is well.";
        return $"{(wrong == 0 ? "Nothing is" : wrong == 1 ? "1 thing is" : $"{wrong} things are")} "
            + $"wrong{(doubtful == 0 ? "" : $", {doubtful} to be looked at")}.";
    }

    private static IReadOnlyList<IReadOnlyList<(string, Color)>> Row(DoctorFinding finding) =>
    [
        [(Sign(finding.Outcome), SignColor(finding.Outcome))],
        [(finding.Check, Color.Default)],
        finding.Fix is null
            ? [(finding.What, Color.Default)]
            : [(finding.What, Color.Default), ($"→ {finding.Fix}", Color.Grey)],
    ];

    private static string Sign(Outcome outcome) =>
        outcome switch { Outcome.Good => "✔", Outcome.Wrong => "✖", Outcome.Doubtful => "!", _ => "–" };

    private static Color SignColor(Outcome outcome) =>
        outcome switch
        {
            Outcome.Good => Color.Green,
            Outcome.Wrong => Color.Red,
            Outcome.Doubtful => Color.Yellow,
            _ => Color.Grey,
        };
}
