using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Core;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// Trains the gate that decides whether a question is answered on questions in customers' words, cross-validated by
/// site, and writes its data file. TechQA is measured and not trained on: its long questions, four fifths of them
/// answerable, made the gate worse on every site.
/// </summary>
internal static class GateTraining
{
    // Shares of the answerable questions that are not answered, and that are refused, in cross-validation. Those that
    // are not answered have few right answers: nine of ten right answers are kept, see docs/benchmarks.md.
    private const double HeldBack = 0.38;
    private const double Refused = 0.03;

    private const double Penalty = 10;

    private const string DataFile = "src/SupportBot.Core/Answers/Deciding/gate.json";

    private const string Untrained = "techqa";
    private const string All = "all sites";

    // Of an embedding; without one the others decide.
    private static readonly string[] OfVectors = ["cosine", "cosineLead"];
    private static readonly string[] OfWords = ["firstShare", "words"];

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    public static async Task<int> RunAsync(string folder)
    {
        var sets = CustomersBenchmark.Sets(folder).Where(set => set.Name != CustomersBenchmark.TestSet)
            .Append(TechQaSet.Read()).ToList();
        var vectors = await TrainAsync("vectors", sets, [.. OfVectors, .. OfWords], hasVectors: true);
        var words = await TrainAsync("words", sets, OfWords, hasVectors: false);
        var file = new JsonObject
        {
            ["trained"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["vectors"] = vectors,
            ["words"] = words,
        };
        var json = file.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        await File.WriteAllTextAsync(DataFile, json + "\n");
        Console.WriteLine($"\nWritten to {DataFile}.");
        return 0;
    }

    private static async Task<JsonObject> TrainAsync(
        string name, IReadOnlyList<QuestionSet> sets, string[] signals, bool hasVectors)
    {
        var examples = new List<Example>();
        foreach (var set in sets)
            foreach (var one in await CustomersBenchmark.AskAsync(set, hasVectors))
                if (one.Answer.Evidence.Signals is { } values)
                    examples.Add(new Example(
                        set.Name, one.Question.Answerable,
                        [.. signals.Select(signal => values.TryGetValue(signal, out var value) ? value.Value : 0)]));
        Console.WriteLine($"\nGate \"{name}\", {examples.Count} questions\n");
        var probabilities = CrossValidate(examples);
        var answerable = examples.Zip(probabilities)
            .Where(one => one.First is { IsAnswerable: true, Set: not Untrained })
            .Select(one => one.Second).Order().ToList();
        var answerAt = answerable[(int)(HeldBack * answerable.Count)];
        var suggestAt = answerable[(int)(Refused * answerable.Count)];
        var figures = Report(sets, examples, probabilities, answerAt, suggestAt);
        var fit = Fit([.. examples.Where(example => example.Set != Untrained)]);
        return new JsonObject
        {
            ["figures"] = figures,
            ["intercept"] = Rounded(fit.Intercept),
            ["answerAt"] = Rounded(answerAt),
            ["suggestAt"] = Rounded(suggestAt),
            ["signals"] = new JsonObject(signals.Select(
                (signal, i) => KeyValuePair.Create(signal, (JsonNode?)Weight(fit, i)))),
        };
    }

    private static JsonObject Weight(LogisticRegression fit, int i) => new JsonObject
    {
        ["mean"] = Rounded(fit.Means[i]),
        ["deviation"] = Rounded(fit.Deviations[i]),
        ["weight"] = Rounded(fit.Weights[i]),
    };

    // Each set is judged by a gate that was trained on the others.
    private static double[] CrossValidate(List<Example> examples)
    {
        var probabilities = new double[examples.Count];
        foreach (var set in examples.Select(example => example.Set).Distinct().ToList())
        {
            var fit = Fit([.. examples.Where(example => example.Set != set && example.Set != Untrained)]);
            for (var i = 0; i < examples.Count; i++)
                if (examples[i].Set == set) probabilities[i] = fit.Probability(examples[i].Signals);
        }
        return probabilities;
    }

    // Each set counts alike, and in it the answerable questions as much as the others.
    private static LogisticRegression Fit(IReadOnlyList<Example> examples)
    {
        var counts = examples.CountBy(example => (example.Set, example.IsAnswerable)).ToDictionary();
        var mean = examples.Count / (double)counts.Count;
        return LogisticRegression.Fit(
            [.. examples.Select(example => example.Signals)], [.. examples.Select(example => example.IsAnswerable)],
            [.. examples.Select(example => mean / counts[(example.Set, example.IsAnswerable)])], Penalty);
    }

    private static JsonObject Report(
        IReadOnlyList<QuestionSet> sets, List<Example> examples, double[] probabilities, double answerAt,
        double suggestAt)
    {
        Console.WriteLine("| Set | Questions | AUC | Answerable not answered | refused | "
            + "Unanswerable not answered | refused |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var figures = new JsonObject();
        foreach (var name in sets.Select(set => set.Name).Append(All))
        {
            var own = examples.Zip(probabilities).Where(one => name == All
                ? one.First.Set != Untrained
                : one.First.Set == name).ToList();
            double[] yes = [.. own.Where(one => one.First.IsAnswerable).Select(one => one.Second)];
            double[] no = [.. own.Where(one => !one.First.IsAnswerable).Select(one => one.Second)];
            var auc = yes.Average(p => no.Average(q => p > q ? 1.0 : p == q ? 0.5 : 0));
            figures[name] = Rounded(auc);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {own.Count} | {auc:.000} | {yes.Count(p => p < answerAt) / (double)yes.Length:.00} "
                    + $"| {yes.Count(p => p < suggestAt) / (double)yes.Length:.00} "
                    + $"| {no.Count(p => p < answerAt) / (double)no.Length:.00} "
                    + $"| {no.Count(p => p < suggestAt) / (double)no.Length:.00} |"));
        }
        double[] possible = [.. examples.Zip(probabilities)
            .Where(one => one.First is { Set: Untrained, IsAnswerable: true })
            .Select(one => one.Second).Order()];
        double[] impossible = [.. examples.Zip(probabilities)
            .Where(one => one.First is { Set: Untrained, IsAnswerable: false }).Select(one => one.Second)];
        var at = possible[possible.Length / 10];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{Untrained}: at the probability below which .10 of the answerable are, {at:.00}, are "
                + $"{impossible.Count(p => p < at) / (double)impossible.Length:.00} of the impossible."));
        return new JsonObject { ["aucOfSetsNotTrainedOn"] = figures };
    }

    private static double Rounded(double value) => Math.Round(value, 4);

    private sealed record Example(string Set, bool IsAnswerable, double[] Signals);
}
