using System.Globalization;
using System.Text.Json;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>The limit of each figure: a minimum if more is better, otherwise a maximum.</summary>
/// <param name="Bounds">By the figure's name.</param>
public sealed record FigureBounds(IReadOnlyDictionary<string, double> Bounds)
{
    /// <summary>Reads a JSON object such as <c>{"goldCited":0.8,"wronglyRefused":0.1}</c>.</summary>
    /// <exception cref="EvaluationDataException">
    /// The file is missing, is no such object, or bounds what is no figure or has no better way.
    /// </exception>
    public static FigureBounds Read(string path)
    {
        var bounds = JsonFile.Read<Dictionary<string, double>>(
            path, JsonSerializerOptions.Default,
            "must be a JSON object with a number for each figure, such as {\"goldCited\":0.8}.")
            ?? [];
        string[] known =
            [.. AnswerFigure.All.Where(figure => figure.Better != FigureDirection.Neither)
                .Select(figure => figure.Name)];
        return bounds.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new EvaluationDataException(
                $"{path}: '{unknown}' cannot be bounded. The figures are: {string.Join(", ", known)}.")
            : bounds.Count > 0
            ? new FigureBounds(bounds)
            : throw new EvaluationDataException($"{path} bounds no figure.");
    }

    /// <summary>The figures that are worse than they may be, or that were not measured at all.</summary>
    public IReadOnlyList<BoundMissed> MissedBy(RunReport report)
    {
        var figures = report.Figures();
        return [.. AnswerFigure.All.Where(figure => Bounds.ContainsKey(figure.Name))
            .Select(
                figure => new BoundMissed(figure.Name, figures[figure.Name]?.Mean, Bounds[figure.Name], figure.Better))
            .Where(bound => bound.Value is not { } value
                || (bound.Better == FigureDirection.More ? value < bound.Bound : value > bound.Bound))];
    }
}

/// <param name="Figure">Its name.</param>
/// <param name="Value">What it is; null if the set does not measure it.</param>
/// <param name="Bound">The limit.</param>
/// <param name="Better">The direction in which it improves.</param>
public sealed record BoundMissed(string Figure, double? Value, double Bound, FigureDirection Better)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Figure} is {(Value is { } value ? $"{value:0.###}" : "not measured")}; "
            + $"it must be at {(Better == FigureDirection.More ? "least" : "most")} {Bound:0.###}.");
}
