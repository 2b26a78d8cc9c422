using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance;

/// <summary>What every search engine must do. A subclass says how one is opened, and nothing else.</summary>
public abstract class SearchEngineConformance
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the engine over this test's own storage: a second call sees what the first has written.</summary>
    protected abstract ISearchEngine Open();

    [Fact]
    public async Task An_empty_index_finds_nothing_and_stands_at_position_zero()
    {
        var engine = Open();
        var hits = await engine.SearchAsync(new SearchRequest("anything", Some.Customers, Some.Vector(1, 0), Some.Model), Token);
        Assert.Empty(hits.Bm25);
        Assert.Empty(hits.Vector);
        Assert.Equal(0, engine.Position);
        Assert.Null(engine.ModelHash);
    }

    [Fact]
    public async Task The_chunk_with_the_rarer_words_comes_first()
    {
        var engine = Open();
        await engine.ApplyAsync(Some.Changes(1, Some.Document("a.md", "Backups run every night."),
            Some.Document("b.md", "Restore a backup from the encrypted archive."), Some.Document("c.md", "Every night the archive grows.")), Token);
        Assert.Equal("b.md#0", (await Words(engine, "How do I restore an encrypted backup?"))[0]);
    }

    [Fact]
    public async Task A_new_set_of_vectors_replaces_the_old_one_at_once()
    {
        var engine = Open();
        await engine.ApplyAsync(Some.Changes(1, Some.Document("a.md", "one", "two").With(Some.Vector(1, 0), Some.Vector(0, 1))), Token);
        await engine.ReplaceVectorsAsync(new VectorSet("model-2", new Dictionary<string, ReadOnlyMemory<float>>
        {
            ["a.md#0"] = Some.Vector(0, 0, 1),
            ["a.md#1"] = Some.Vector(1, 0, 0),
        }), Token);
        Assert.Equal("model-2", engine.ModelHash);
        Assert.Equal(["a.md#1", "a.md#0"], await Near(engine, "model-2", 1, 0, 0));
        Assert.Empty(await Near(engine, Some.Model, 1, 0));
        Assert.Equal(["a.md#0"], await Words(engine, "one"));
    }

    protected static async Task<string[]> Words(ISearchEngine engine, string text) =>
        Ids((await engine.SearchAsync(new SearchRequest(text, Some.Customers), Token)).Bm25);

    protected static async Task<string[]> Near(ISearchEngine engine, string model, params float[] query) =>
        Ids((await engine.SearchAsync(new SearchRequest("", Some.Customers, Some.Vector(query), model), Token)).Vector);

    protected static string[] Ids(IReadOnlyList<Hit> hits) => [.. hits.Select(hit => hit.ChunkId)];
}
