using System.Globalization;
using SupportBot.Cli.Eval;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Embedded;
using SupportBot.Knowledge;

namespace SupportBot.Benchmarks;

/// <summary>
/// Hybrid search with the built-in embedding, or with one that is trained on each corpus alone, against BM25.
/// </summary>
internal static class RetrievalBenchmark
{
    private static readonly string[] Metrics = ["hit@3", "R@5", "nDCG@10"];

    /// <param name="trained">Whether an embedding is trained on each corpus.</param>
    /// <param name="sets">Beginnings of names of sets, in any case; none for all.</param>
    public static async Task<int> RunAsync(bool trained, IReadOnlyList<string> sets)
    {
        Console.WriteLine("| Set | Metric | Hybrid | BM25 | Difference (95 % interval) |");
        Console.WriteLine("|---|---|---|---|---|");
        var trainings = new List<string>();
        foreach (var (name, read) in RetrievalSets.All.Where(one => sets.Count == 0
            || sets.Any(wanted => one.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))))
        {
            var set = read();
            using var bench = new RetrievalBench(
                set, TimeProvider.System, trained ? null : BundledEmbedding.Folder);
            trainings.Add(Train(name, set, bench));
            await bench.IndexAsync(CancellationToken.None);
            var hybrid = await bench.RunAsync(SearchLeg.Hybrid, CancellationToken.None);
            var bm25 = await bench.RunAsync(SearchLeg.Bm25, CancellationToken.None);
            foreach (var metric in Metrics)
                Print(name, metric, hybrid.Figures()[metric], bm25.Figures()[metric], hybrid.Over(bm25)[metric]);
        }
        Console.WriteLine(
            "\n| Set | Sections | Training | Processor time | Processor time for 10,000 sections "
                + "|\n|---|---|---|---|---|");
        foreach (var training in trainings) Console.WriteLine(training);
        return 0;
    }

    private static string Train(string name, RetrievalSet set, RetrievalBench bench)
    {
        var before = Environment.CpuUsage.TotalTime;
        bench.PrepareEmbedding(CancellationToken.None);
        var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {set.Corpus.Count:#,0} | {bench.TrainSeconds:0.0} s | {processor:0.0} s | "
                + $"{processor / set.Corpus.Count * 10_000:0.0} s |");
    }

    private static void Print(string set, string metric, double hybrid, double bm25, Estimate difference) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {set} | {metric} | {hybrid:.000} | {bm25:.000} | {Signed(difference.Mean)} "
                    + $"({Signed(difference.Low)} to {Signed(difference.High)}) |"));

    /// <summary>With its sign; what rounds to nothing has a plus.</summary>
    private static string Signed(double value) =>
        Math.Round(value, 3).ToString("+.000;-.000;+.000", CultureInfo.InvariantCulture);
}
