using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Core;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// Trains the gate that decides whether a question is answered: it tells questions whose answer would be right from all
/// others, of the sites in customers' words and of the product's own documentation, each also asked questions about
/// other sites. Cross-validated by site. Writes its part of the data file; the gate by words, which got no better in
/// this way, stays. TechQA is measured and not trained on: its long questions, four fifths of them answerable, made the
/// gate worse on every site.
/// </summary>
internal static class GateTraining
{
    // Shares of the sites' answerable questions that are not answered, and that are refused, in cross-validation. Those
    // that are not answered have few right answers, see docs/benchmarks.md.
    private const double HeldBack = 0.33;
    private const double Refused = 0.03;

    // Measured beside it.
    private static readonly double[] Shares = [0.25, 0.30, 0.33, 0.36, 0.38];

    private const double Penalty = 10;

    private const string DataFile = "src/SupportBot.Core/Answers/Deciding/gate.json";

    private const string Untrained = "techqa";
    private const string All = "all sites";

    private static readonly string[] Signals = ["coverage", "lead", "words"];

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    public static async Task<int> RunAsync(string folder)
    {
        var sites = CustomersBenchmark.Sets(folder).Where(set => set.Name != CustomersBenchmark.TestSet).ToList();
        IReadOnlyList<QuestionSet> sets = [.. sites, OwnDocsBenchmark.Paraphrased, TechQaSet.Read()];
        if (await TrainAsync(sets, sites) is not { } vectors) return 1;
        var file = JsonNode.Parse(await File.ReadAllTextAsync(DataFile))!;
        file["trained"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        file["vectors"] = vectors;
        var json = file.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        await File.WriteAllTextAsync(DataFile, json + "\n");
        Console.WriteLine($"\nWritten to {DataFile}.");
        return 0;
    }

    private static async Task<JsonObject?> TrainAsync(
        IReadOnlyList<QuestionSet> sets, IReadOnlyList<QuestionSet> sites)
    {
        var examples = new List<GateExample>();
        foreach (var set in sets)
            examples.AddRange(await GateExample.ReadAsync(set, set.Name == Untrained ? [] : sites));
        Console.WriteLine($"{examples.Count} questions\n");
        var without = examples.Count(example => !example.Read.Signals!.ContainsKey("coverage"));
        if (without > 0)
        {
            Console.WriteLine($"{without} were not compared with a block: nothing is trained.");
            return null;
        }
        return Train(sets, examples);
    }

    private static JsonObject Train(IReadOnlyList<QuestionSet> sets, IReadOnlyList<GateExample> examples)
    {
        IReadOnlyList<(GateExample Example, double Probability)> judged =
            [.. examples.Zip(CrossValidate(examples))];
        double[] answerable = [.. judged.Where(one => one.Example.IsAnswerable && IsOfSite(one.Example))
            .Select(one => one.Probability).Order()];
        double At(double share) => answerable[(int)(share * answerable.Length)];
        GateReport.Heading();
        foreach (var share in Shares)
            GateReport.Line(
                string.Create(CultureInfo.InvariantCulture, $"{All}, {share:.00} held back"),
                [.. judged.Where(one => IsOfSite(one.Example))], At(share), At(Refused));
        var figures = new JsonObject();
        foreach (var name in sets.Select(set => set.Name).Append(All))
            if (GateReport.Line(
                name, [.. judged.Where(one => name == All ? IsOfSite(one.Example) : one.Example.Set == name)],
                At(HeldBack), At(Refused)) is { } auc)
                figures[name] = Rounded(auc);
        GateReport.AtFalseRefusals(Untrained, [.. judged.Where(one => one.Example.Set == Untrained)]);
        var fit = Fit([.. examples.Where(example => example.Set != Untrained)]);
        return new JsonObject
        {
            ["figures"] = new JsonObject { ["aucOfSetsNotTrainedOn"] = figures },
            ["intercept"] = Rounded(fit.Intercept),
            ["answerAt"] = Rounded(At(HeldBack)),
            ["suggestAt"] = Rounded(At(Refused)),
            ["signals"] = new JsonObject(Signals.Select(
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
    private static double[] CrossValidate(IReadOnlyList<GateExample> examples)
    {
        var fits = examples.Select(example => example.Set).Distinct().ToDictionary(set => set, set => Fit(
            [.. examples.Where(example => example.Set != set && example.Set != Untrained)]));
        return [.. examples.Select(example => fits[example.Set].Probability(example.Signals(Signals)))];
    }

    private static bool IsOfSite(GateExample example) =>
        example.Set != Untrained && example.Set != OwnDocsBenchmark.Paraphrased.Name;

    // Each set counts alike, and in it the questions with a right answer as much as the others.
    private static LogisticRegression Fit(IReadOnlyList<GateExample> examples)
    {
        var counts = examples.CountBy(example => (example.Set, example.IsRight)).ToDictionary();
        var mean = examples.Count / (double)counts.Count;
        return LogisticRegression.Fit(
            [.. examples.Select(example => example.Signals(Signals))], [.. examples.Select(example => example.IsRight)],
            [.. examples.Select(example => mean / counts[(example.Set, example.IsRight)])], Penalty);
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
