using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval;

internal sealed record AnswerOutcome(RunReport Report, RunReport? Before, IReadOnlyList<BoundMissed> Missed)
{
    public OrderedDictionary<string, Estimate?> Figures { get; } = Report.Figures();

    public OrderedDictionary<string, Estimate?>? FiguresBefore { get; } = Before?.Figures();

    public OrderedDictionary<string, Estimate> Changes { get; } = Before is null ? [] : Report.Since(Before);

    // The figures by name, then "run" and "cases", which a later run reads as its baseline.
    public IReadOnlyDictionary<string, object?> ToJson()
    {
        var json = new OrderedDictionary<string, object?>();
        foreach (var (name, figure) in Figures) json[name] = figure is { } measured ? Interval(measured) : null;
        if (Before is not null)
            json["change"] = Changes.ToDictionary(change => change.Key, change => Interval(change.Value));
        json["missed"] = Missed.Select(bound => new { bound.Figure, bound.Value, bound.Bound });
        json["run"] = Report.Run;
        json["cases"] = Report.Cases;
        return json;
    }

    private static object Interval(Estimate figure) =>
        new { value = figure.Mean, low = figure.Low, high = figure.High };
}
