using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval;

/// <summary>A run, an earlier one that it is compared with, and the bounds that it missed.</summary>
internal sealed record AnswerOutcome(RunReport Report, RunReport? Before, IReadOnlyList<BoundMissed> Missed)
{
    public OrderedDictionary<string, Estimate?> Figures { get; } = Report.Figures();

    /// <summary>Of the earlier run; null where there is none.</summary>
    public OrderedDictionary<string, Estimate?>? FiguresBefore { get; } = Before?.Figures();

    /// <summary>By figure; empty where there is no earlier run.</summary>
    public OrderedDictionary<string, Estimate> Changes { get; } = Before is null ? [] : Report.Since(Before);

    /// <summary>The figures by their names, then <c>run</c> and <c>cases</c>, which a later run reads as its baseline.</summary>
    public IReadOnlyDictionary<string, object?> ToJson()
    {
        var json = new OrderedDictionary<string, object?>();
        foreach (var (name, figure) in Figures) json[name] = figure is { } measured ? Interval(measured) : null;
        if (Before is not null) json["change"] = Changes.ToDictionary(change => change.Key, change => Interval(change.Value));
        json["missed"] = Missed.Select(bound => new { bound.Figure, bound.Value, bound.Bound });
        json["run"] = Report.Run;
        json["cases"] = Report.Cases;
        return json;
    }

    private static object Interval(Estimate figure) => new { value = figure.Mean, low = figure.Low, high = figure.High };
}
