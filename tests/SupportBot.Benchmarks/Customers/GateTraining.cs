using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Core;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// Trains the gate that decides whether a question is answered: it tells questions whose answer would be right from
/// others, of the sites in customers' words and of the product's own documentation, cross-validated by site. Writes its
/// data file. TechQA is measured and not trained on: its long questions made the gate worse on every site.
/// </summary>
internal static class GateTraining
{
    // Shares of the sites' answerable questions that are not answered, and that are refused, in cross-validation. Those
    // that are not answered have few right answers, see docs/benchmarks.md.
    private const double HeldBack = 0.33;
    private const double Refused = 0.03;

    private const double Penalty = 10;

    private const string DataFile = "src/SupportBot.Core/Answers/Deciding/gate.json";

    private const string Untrained = "techqa";
    private const string All = "all sites";

    // With the built-in embedding, and without.
    private static readonly string[] OfVectors = ["lead", "block"];
    private static readonly string[] OfWords = ["firstShare", "words"];

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    public static async Task<int> RunAsync(string folder)
    {
        var sets = CustomersBenchmark.Sets(folder).Where(set => set.Name != CustomersBenchmark.TestSet)
            .Append(OwnDocsBenchmark.Paraphrased).Append(TechQaSet.Read()).ToList();
        var vectors = await TrainAsync("vectors", sets, OfVectors, hasVectors: true);
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
        {
            var (asked, read) = await CustomersBenchmark.ReadAsync(set, hasVectors);
            foreach (var (one, own) in asked.Zip(read))
                if (one.Answer.Evidence.Signals is { } values)
                    examples.Add(new Example(
                        set.Name, one.Question.Answerable, one.Question.Answerable && own.IsRight,
                        [.. signals.Select(signal => values.TryGetValue(signal, out var value) ? value.Value : 0)]));
        }
        Console.WriteLine($"\nGate \"{name}\", {examples.Count} questions\n");
        var probabilities = CrossValidate(examples);
        var answerable = examples.Zip(probabilities)
            .Where(one => one.First.IsAnswerable && IsOfSite(one.First))
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

    private static bool IsOfSite(Example example) =>
        example.Set != Untrained && example.Set != OwnDocsBenchmark.Paraphrased.Name;

    // Each set counts alike, and in it the questions with a right answer as much as the others.
    private static LogisticRegression Fit(IReadOnlyList<Example> examples)
    {
        var counts = examples.CountBy(example => (example.Set, example.IsRight)).ToDictionary();
        var mean = examples.Count / (double)counts.Count;
        return LogisticRegression.Fit(
            [.. examples.Select(example => example.Signals)], [.. examples.Select(example => example.IsRight)],
            [.. examples.Select(example => mean / counts[(example.Set, example.IsRight)])], Penalty);
    }

    private static JsonObject Report(
        IReadOnlyList<QuestionSet> sets, List<Example> examples, double[] probabilities, double answerAt,
        double suggestAt)
    {
        Console.WriteLine("| Set | Questions | AUC | Right answers given | Answerable not answered | refused | "
            + "Unanswerable not answered | refused |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var figures = new JsonObject();
        foreach (var name in sets.Select(set => set.Name).Append(All))
        {
            var own = examples.Zip(probabilities)
                .Where(one => name == All ? IsOfSite(one.First) : one.First.Set == name).ToList();
            var right = own.Where(one => one.First.IsRight).ToList();
            double[] yes = [.. own.Where(one => one.First.IsAnswerable).Select(one => one.Second)];
            double[] no = [.. own.Where(one => !one.First.IsAnswerable).Select(one => one.Second)];
            var auc = no.Length == 0 ? (double?)null
                : yes.Average(p => no.Average(q => p > q ? 1.0 : p == q ? 0.5 : 0));
            if (auc is { } area) figures[name] = Rounded(area);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {own.Count} | {auc:.000} "
                    + $"| {right.Count(one => one.Second >= answerAt)} of {right.Count} "
                    + $"| {Below(yes, answerAt)} | {Below(yes, suggestAt)} "
                    + $"| {Below(no, answerAt)} | {Below(no, suggestAt)} |"));
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

    private static string Below(double[] probabilities, double at) => probabilities.Length == 0 ? "–"
        : (probabilities.Count(p => p < at) / (double)probabilities.Length).ToString(
            ".00", CultureInfo.InvariantCulture);

    private static double Rounded(double value) => Math.Round(value, 4);

    private sealed record Example(string Set, bool IsAnswerable, bool IsRight, double[] Signals);
}
