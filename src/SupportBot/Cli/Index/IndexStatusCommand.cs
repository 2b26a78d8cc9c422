using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

internal sealed class IndexStatusCommand() : ReportCommand("status", "Show what the index holds. "
    + "Exit code 0: all that the database holds; 1: it is behind, something is missing, or there are no documents.")
{
    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var status = await StatusAsync(services, cancellationToken);
        return new(status, () => Show(status), status.IsComplete);
    }

    private static async Task<Status> StatusAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var engine = services.GetRequiredService<ISearchEngine>();
        var store = services.GetRequiredService<DocumentStore>();
        var known = await store.StateAsync(cancellationToken);
        var held = await engine.StateAsync(cancellationToken);
        var languages = await IndexComparison.ByLanguageAsync(store, engine, cancellationToken);
        var cluster = services.GetService<ElasticsearchIndex>() is { } index
            ? await index.StatusAsync(cancellationToken)
            : null;
        return new Status(
            cluster is null ? SearchOptions.Embedded : SearchOptions.Elasticsearch,
            held.Position == known.LastPosition,
            known.Documents, languages, held.ModelHash, held.HasGaps, cluster);
    }

    private static void Show(Status status)
    {
        Terminal.WriteLine($"Engine:    {status.Engine}");
        Terminal.WriteLine($"Database:  {Progress(status)}");
        foreach (var language in status.Languages)
            Terminal.WriteLine($"Sections:  {language.Indexed:N0} of {language.Known:N0} in '{language.Language}'");
        var gaps = status.HasGaps ? ", but some sections have none" : "";
        Terminal.WriteLine($"Vectors:   {(status.Model is null ? "none" : $"of the model {status.Model}{gaps}")}");
        if (status.Cluster is { } cluster) Show(cluster);
    }

    private static string Progress(Status status) =>
        status.IsEmpty ? "holds no documents yet; read some: supportbot ingest PATH"
        : status.IsUpToDate ? "all its changes are in the index"
        : "the index is behind; a running host brings it up to date";

    private static void Show(ClusterStatus cluster)
    {
        var size = cluster.Bytes / 1048576.0;
        Terminal.WriteLine($"Cluster:   {cluster.Cluster}, Elasticsearch {cluster.Version}");
        if (cluster.Index is null)
            Terminal.WriteLine("Index:     there is none yet; the host makes it, or: supportbot index create");
        else
            Terminal.WriteLine(
                $"Index:     {cluster.Index}, {cluster.Health}, {cluster.Sections:N0} sections, "
                    + $"{size:N1} MiB with copies");
        if (cluster is { Index: not null, HasLayout: false })
            Terminal.WriteLine("Layout:    of another version; run: supportbot index rebuild");
        foreach (var other in cluster.Others)
            Terminal.WriteLine($"Left over: {other}; supportbot index sweep deletes it");
    }

    private sealed record Status(
        string Engine, bool IsUpToDate, long Documents, IReadOnlyList<LanguageSections> Languages, string? Model,
        bool HasGaps,
        ClusterStatus? Cluster)
    {
        internal bool IsEmpty => Documents == 0;

        public bool IsComplete =>
            !IsEmpty && IsUpToDate && Languages.All(language => language.Indexed == language.Known);
    }
}
