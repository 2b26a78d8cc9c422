using System.Globalization;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval;

internal static class AnswerConsole
{
    public static void Show(AnswerOutcome outcome)
    {
        var run = outcome.Report.Run;
        var writer = run.Model is null
            ? "in the documents' own sentences"
            : $"written by {run.Model}, prompt {run.Prompt}";
        if (run.Judge is not null) writer += $", claims judged by {run.Judge}";
        Terminal.WriteLine($"{outcome.Report.Cases.Count} questions of {run.Questions} over {run.Documents} documents, "
            + $"{writer}, {run.At:yyyy-MM-dd}");
        foreach (var figure in AnswerFigure.All)
            if (outcome.Figures[figure.Name] is { } measured)
                Terminal.WriteLine($"{figure.Name,-21}{measured.Mean,9:0.000} "
                    + $"({measured.Low:0.000} to {measured.High:0.000}){Change(outcome, figure)}");
        foreach (var bound in outcome.Missed) Terminal.WriteLine($"Worse than it may be: {bound.ToString()}");
    }

    private static string Change(AnswerOutcome outcome, AnswerFigure figure) =>
        outcome.Changes.TryGetValue(figure.Name, out var change)
        ? string.Create(CultureInfo.InvariantCulture, $"  since {change.Mean:+0.000;-0.000;0.000} "
            + $"({change.Low:+0.000;-0.000;0.000} to {change.High:+0.000;-0.000;0.000})")
        : "";
}
