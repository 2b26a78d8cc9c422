using System.Reflection;
using System.Text.Json;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>
/// A logistic regression over <see cref="AnswerSignals"/>: the probability that the documents answer a question.
/// </summary>
/// <param name="Intercept">Log-odds where each signal has its mean.</param>
/// <param name="Signals">Each signal that it uses, by name.</param>
/// <param name="AnswerAt">From this probability on the question is answered.</param>
/// <param name="SuggestAt">From this probability on sections are suggested; below it, the question is refused.</param>
internal sealed record AnswerGate(
    double Intercept, IReadOnlyDictionary<string, SignalWeight> Signals, double AnswerAt, double SuggestAt)
{
    private static readonly GateFile File = Read();

    /// <summary>The gate for a search with vectors of a sentence model, or for one by words.</summary>
    public static AnswerGate For(IReadOnlyDictionary<string, double> signals) =>
        signals.ContainsKey("coverage") ? File.Vectors : File.Words;

    /// <summary>The probability, from 0 to 1.</summary>
    public double Probability(IReadOnlyDictionary<string, double> signals) =>
        1 / (1 + Math.Exp(-Intercept - signals.Sum(signal => Contribution(signal.Key, signal.Value))));

    /// <summary>The signals with what each adds to the log-odds, by name.</summary>
    public IReadOnlyDictionary<string, Signal> Explain(IReadOnlyDictionary<string, double> signals) =>
        signals.ToDictionary(
            signal => signal.Key, signal => new Signal(signal.Value, Contribution(signal.Key, signal.Value)));

    private double Contribution(string name, double value) => Signals.GetValueOrDefault(name)?.Of(value) ?? 0;

    private static GateFile Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("gate.json")!;
        return JsonSerializer.Deserialize<GateFile>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record GateFile(AnswerGate Vectors, AnswerGate Words);
}

/// <param name="Mean">Of the signal, over the questions it was trained on.</param>
/// <param name="Deviation">Its standard deviation there.</param>
/// <param name="Weight">Log-odds for a deviation above the mean.</param>
internal sealed record SignalWeight(double Mean, double Deviation, double Weight)
{
    // A value far outside of what the gate was trained on counts as this many deviations.
    private const double MaxDeviations = 3;

    public double Of(double value) =>
        Weight * Math.Clamp((value - Mean) / Deviation, -MaxDeviations, MaxDeviations);
}
