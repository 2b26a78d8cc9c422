using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

/// <summary><c>supportbot index status</c>: what the index holds, against what the database holds.</summary>
internal sealed class IndexStatusCommand : Command
{
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public IndexStatusCommand() : base("status", "Show what the index holds. Exit code 0: all that the database holds; 1: it is behind, something is missing, or there are no documents.")
    {
        Options.Add(_data);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var status = await StatusAsync(services, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(status);
        else Show(status);
        return status.IsComplete ? 0 : 1;
    }

    private static async Task<Status> StatusAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var engine = services.GetRequiredService<ISearchEngine>();
        var store = services.GetRequiredService<DocumentStore>();
        var known = await store.StateAsync(cancellationToken);
        var held = await engine.StateAsync(cancellationToken);
        var languages = await IndexComparison.ByLanguageAsync(store, engine, cancellationToken);
        var cluster = services.GetService<ElasticsearchIndex>() is { } index ? await index.StatusAsync(cancellationToken) : null;
        return new Status(
            cluster is null ? SearchOptions.Embedded : SearchOptions.Elasticsearch, held.Position == known.LastPosition, known.Documents, languages, held.ModelHash, held.HasGaps, cluster);
    }

    private static void Show(Status status)
    {
        Terminal.WriteLine($"Engine:    {status.Engine}");
        Terminal.WriteLine($"Database:  {(status.IsEmpty ? "holds no documents yet; read some: supportbot ingest PATH" : status.IsUpToDate ? "all its changes are in the index" : "the index is behind; a running host brings it up to date")}");
        foreach (var language in status.Languages)
            Terminal.WriteLine($"Sections:  {language.Indexed:N0} of {language.Known:N0} in '{language.Language}'");
        Terminal.WriteLine($"Vectors:   {(status.Model is null ? "none" : $"of the model {status.Model}{(status.HasGaps ? ", but some sections have none" : "")}")}");
        if (status.Cluster is { } cluster) Show(cluster);
    }

    private static void Show(ClusterStatus cluster)
    {
        Terminal.WriteLine($"Cluster:   {cluster.Cluster}, Elasticsearch {cluster.Version}");
        if (cluster.Index is null) Terminal.WriteLine("Index:     there is none yet; the host makes it, or: supportbot index create");
        else Terminal.WriteLine($"Index:     {cluster.Index}, {cluster.Health}, {cluster.Sections:N0} sections, {cluster.Bytes / 1048576.0:N1} MiB with copies");
        if (cluster is { Index: not null, HasLayout: false }) Terminal.WriteLine("Layout:    of another version; run: supportbot index rebuild");
        foreach (var other in cluster.Others) Terminal.WriteLine($"Left over: {other}; supportbot index sweep deletes it");
    }

    private sealed record Status(
        string Engine, bool IsUpToDate, long Documents, IReadOnlyList<LanguageSections> Languages, string? Model, bool HasGaps, ClusterStatus? Cluster)
    {
        internal bool IsEmpty => Documents == 0;

        public bool IsComplete => !IsEmpty && IsUpToDate && Languages.All(language => language.Indexed == language.Known);
    }
}
