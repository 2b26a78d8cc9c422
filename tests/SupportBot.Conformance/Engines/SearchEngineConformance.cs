using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

/// <summary>
/// What every search engine must do, called through the interface alone. A subclass says how one is opened and closed,
/// and nothing else; <see cref="ConformanceGuardTests"/> fails where one skips a case. One that needs a server is
/// skipped as a
/// whole where that is not there.
/// </summary>
public abstract partial class SearchEngineConformance : IAsyncLifetime
{
    private readonly List<ISearchEngine> _opened = [];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Opens an engine over this test's own storage, which is empty at first; a second one shares the storage.
    /// </summary>
    protected abstract Task<ISearchEngine> OpenAsync();

    /// <summary>Closes one engine as its process would at its end; the storage stays.</summary>
    protected abstract Task CloseAsync(ISearchEngine engine);

    /// <summary>Removes the test's storage.</summary>
    protected abstract Task DeleteStorageAsync();

    /// <summary>The engine that most cases need: the only one, and empty.</summary>
    private protected ISearchEngine Engine => _opened[0];

    public async ValueTask InitializeAsync()
    {
        if (NeedsServerAttribute.ReasonToSkip(GetType()) is { } reason) Assert.Skip(reason);
        await Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (NeedsServerAttribute.ReasonToSkip(GetType()) is null)
        {
            foreach (var engine in _opened.ToList()) await Close(engine);
            await DeleteStorageAsync();
        }
        GC.SuppressFinalize(this);
    }

    private async Task<ISearchEngine> Open()
    {
        try
        {
            _opened.Add(await OpenAsync());
        }
        catch (Xunit.Sdk.SkipException e)
        {
            throw new InvalidOperationException(
                "An engine must not skip its cases: only the suite may, where a server is not there.", e);
        }
        return _opened[^1];
    }

    private async Task Close(ISearchEngine engine)
    {
        _opened.Remove(engine);
        await CloseAsync(engine);
    }

    private Task Apply(IndexChanges changes) => Engine.ApplyAsync(changes, Token);

    /// <summary>Adds documents at position 1.</summary>
    private Task Add(params IndexedDocument[] documents) => Apply(Some.Changes(1, documents));

    private Task Rebuild(params IndexChanges[] pages) => Engine.RebuildAsync(pages.ToAsyncEnumerable(), Token);

    private Task<IndexState> State() => Engine.StateAsync(Token);

    /// <summary>Position and model of an engine, the first where none is named.</summary>
    private async Task<(long, string?)> Stands(ISearchEngine? engine = null) =>
        await (engine ?? Engine).StateAsync(Token) is var state ? (state.Position, state.ModelHash) : default;

    private Task<SearchHits> Search(SearchRequest request) => Engine.SearchAsync(request, Token);

    /// <summary>What customers find by words, best first.</summary>
    private async Task<string[]> Words(string text, string? language = null, int top = 50) =>
        Ids((await Search(new SearchRequest(text, Some.Customers, Language: language, Top: top))).Bm25);

    /// <summary>What customers find near a direction, nearest first.</summary>
    private async Task<string[]> Near(string model, params float[] query) =>
        Ids((await Search(new SearchRequest("", Some.Customers, Some.Vector(query), model))).Vector);

    private static string[] Ids(IReadOnlyList<Hit> hits) => [.. hits.Select(hit => hit.ChunkId)];
}
