using System.CommandLine;
using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Embedded;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Cli.Eval;

internal sealed class EvalRetrievalCommand : RunnableCommand
{
    private readonly Option<string> _folder = CommonOptions.Required(
        "--beir", "DIR", "The folder with corpus.jsonl, queries.jsonl and qrels.tsv.");
    private readonly Option<string?> _leg = CommonOptions.Choice(
        "--leg", "What to search by: hybrid (the default), bm25 or vector.", "LEG",
        [.. Enum.GetNames<SearchLeg>().Select(name => name.ToLowerInvariant())]);
    private readonly Option<bool> _compare = CommonOptions.Flag(
        "--compare", "Show hybrid against BM25, with 95 % intervals of the difference.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvalRetrievalCommand() : base("retrieval", "Measure search on a set of questions in BEIR's files.") =>
        Add(_folder, _leg, _compare, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var set = BeirFolder.Read(arguments.GetValue(_folder)!);
        var leg = Leg(arguments.GetValue(_leg));
        var (compare, json) = (arguments.GetValue(_compare), arguments.GetValue(_json));
        using var bench = new RetrievalBench(set, TimeProvider.System, EmbeddingFolder());
        if (compare || leg != SearchLeg.Bm25) bench.PrepareEmbedding(cancellationToken);
        await bench.IndexAsync(cancellationToken);
        if (compare) RetrievalReport.Show(await ComparisonAsync(bench, cancellationToken), json);
        else RetrievalReport.Show(Figures(await bench.RunAsync(leg, cancellationToken), bench), json);
        return 0;
    }

    // Null for an embedding that is trained on the set, also in the place of one on a server, which costs money.
    private static string? EmbeddingFolder()
    {
        var configuration = Configuration.Read([]);
        return EmbeddingChoice.Of(configuration).Name switch
        {
            EmbeddingChoice.ArcticXs => BundledEmbedding.Folder,
            EmbeddingChoice.Folder => configuration["Search:EmbeddingFolder"],
            _ => null,
        };
    }

    private static SearchLeg Leg(string? name) =>
        name is null ? SearchLeg.Hybrid : Enum.Parse<SearchLeg>(name, ignoreCase: true);

    private static async Task<RetrievalComparison> ComparisonAsync(
        RetrievalBench bench, CancellationToken cancellationToken)
    {
        var hybrid = await bench.RunAsync(SearchLeg.Hybrid, cancellationToken);
        var bm25 = await bench.RunAsync(SearchLeg.Bm25, cancellationToken);
        return new RetrievalComparison(Figures(hybrid, bench), Figures(bm25, bench), hybrid.Over(bm25));
    }

    private static OrderedDictionary<string, double> Figures(RetrievalRun run, RetrievalBench bench)
    {
        var figures = run.Figures();
        figures["trainSeconds"] = bench.TrainSeconds;
        figures["indexSeconds"] = bench.IndexSeconds;
        return figures;
    }
}
