using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

internal enum EngineFault
{
    None,

    /// <summary>Nothing works.</summary>
    Down,

    /// <summary>Searches do not end.</summary>
    Hangs,

    /// <summary>The words of a question cannot be counted.</summary>
    CannotCount,

    /// <summary>The vector leg fails.</summary>
    NoVectors,
}

/// <summary>A search engine that fails as one on a cluster does.</summary>
internal sealed class FaultyEngine(ISearchEngine engine, EngineFault fault) : ISearchEngine
{
    public const string Reason = "Elasticsearch cannot be reached at http://search:9200.";

    public EngineFault Fault { get; set; } = fault;

    public int Applied { get; private set; }

    public bool IsReadOnly => false;

    public Task<IndexState> StateAsync(CancellationToken cancellationToken) => engine.StateAsync(cancellationToken);

    public Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken)
    {
        Applied++;
        FailWhere(Fault is EngineFault.Down);
        return engine.ApplyAsync(changes, cancellationToken);
    }

    public Task RebuildAsync(IAsyncEnumerable<IndexChanges> pages, CancellationToken cancellationToken)
    {
        FailWhere(Fault is EngineFault.Down);
        return engine.RebuildAsync(pages, cancellationToken);
    }

    public Task ReplaceVectorsAsync(VectorSet vectors, CancellationToken cancellationToken)
    {
        FailWhere(Fault is EngineFault.Down);
        return engine.ReplaceVectorsAsync(vectors, cancellationToken);
    }

    public async Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        FailWhere(Fault is EngineFault.Down);
        if (Fault is EngineFault.Hangs) await Task.Delay(Timeout.Infinite, cancellationToken);
        var hits = await engine.SearchAsync(request, cancellationToken);
        return Fault is EngineFault.NoVectors
            ? hits with
            {
                Vector = [],
                Missing = new MissingLeg(Leg.Vector, Reason),
            }
            : hits;
    }

    public Task<WordCounts> CountAsync(
        IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        FailWhere(Fault is EngineFault.Down or EngineFault.CannotCount);
        return engine.CountAsync(words, language, cancellationToken);
    }

    private static void FailWhere(bool fails)
    {
        if (fails) throw new SearchUnavailableException(Reason);
    }
}
