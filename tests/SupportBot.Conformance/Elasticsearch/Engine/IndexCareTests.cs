using SupportBot.Conformance.Engines;
using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Elasticsearch.Engine;

/// <summary>What an operator does with the index.</summary>
public sealed class IndexCareTests : IAsyncLifetime
{
    private Hosts _hosts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hosts = await Hosts.StartAsync();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task An_index_is_made_once_and_is_there_for_the_host()
    {
        var index = _hosts.Operator();
        Assert.Null((await index.StatusAsync(Token)).Index);
        Assert.True(await index.CreateAsync(Token));
        Assert.False(await index.CreateAsync(Token));
        await _hosts.Open().ApplyAsync(Some.Changes(1, Some.Document("a.md", "one", "two")), Token);
        var status = await index.StatusAsync(Token);
        Assert.Equal(
            ("shop-acme-v1", "green", 2, true, false),
            (status.Index, status.Health, status.Sections, status.HasLayout, status.KnowsSynonyms));
        Assert.Equal("9.5.0", status.Version);
        Assert.Empty(status.Others);
    }

    [Fact]
    public async Task A_sweep_deletes_what_is_stale_and_indices_that_nothing_searches_and_nothing_else()
    {
        var (host, index) = (_hosts.Open(), _hosts.Operator());
        await host.ApplyAsync(
            Some.Changes(
                1, Some.Of(Some.Chunk("live.md", "words", version: 3)), Some.Document("old.md", "words"),
                Some.Document("gone.md", "words", "words")),
            Token);
        await _hosts.LeaveAsync("shop-acme-v2");
        await _hosts.LeaveAsync("shop-acme-v2-v1"); // Of a brand named acme-v2.
        Assert.Equal(["shop-acme-v2"], (await index.StatusAsync(Token)).Others);

        var swept = await index.SweepAsync(
            new Dictionary<string, long> { ["live.md"] = 3, ["old.md"] = 2 }, null, Token);
        Assert.Equal((4, 3), (swept.Seen, swept.Deleted));
        Assert.Equal(["shop-acme-v2"], swept.Indices);
        Assert.Equal(["live.md#0"], await Hosts.WordsAsync(host, "words"));
        Assert.Equal(
            0, (await index.SweepAsync(new Dictionary<string, long> { ["live.md"] = 3 }, null, Token)).Deleted);
    }

    [Fact]
    public async Task Questions_know_synonyms_from_the_first_rebuild_on_and_changes_of_them_at_once()
    {
        var (host, index) = (_hosts.Open(), _hosts.Operator());
        var documents = Some.Changes(
            1, Some.Document("a.md", "Reset your passwords"), Some.Document("b.md", "Log in with a badge"),
            Some.In("de", "c.md", "Rechnungen drucken"));
        await host.ApplyAsync(documents, Token);
        await index.PutSynonymsAsync(["pwd, password", "sign on => log in", "Beleg, Rechnung"], Token);
        Assert.Empty(await Hosts.WordsAsync(host, "pwd"));
        Assert.False((await index.StatusAsync(Token)).KnowsSynonyms);

        await host.RebuildAsync(new[] { documents }.ToAsyncEnumerable(), Token);
        Assert.True((await index.StatusAsync(Token)).KnowsSynonyms);
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "PWD"));
        Assert.Equal(["c.md#0"], await Hosts.WordsAsync(host, "Beleg"));
        await index.PutSynonymsAsync(["badge, card"], Token);
        Assert.Empty(await Hosts.WordsAsync(host, "pwd"));
        Assert.Equal(["b.md#0"], await Hosts.WordsAsync(host, "cards card"));
        Assert.Equal(["badge, card"], await index.SynonymsAsync(Token));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_brand_that_is_dropped()
    {
        var (host, index) = (_hosts.Open(), _hosts.Operator());
        await index.PutSynonymsAsync(["a, b"], Token);
        await host.ApplyAsync(Some.Changes(1, Some.Document("a.md", "words")), Token);
        await _hosts.LeaveAsync("shop-acme-v2");
        await index.DropAsync(Token);
        Assert.Equal(0, await index.CountIndicesAsync(Token));
        Assert.Empty(await index.SynonymsAsync(Token));
        Assert.Equal(IndexState.Empty, await host.StateAsync(Token));
        Assert.Empty(await Hosts.WordsAsync(host, "words"));
        Assert.Equal([0], (await host.CountAsync(["words"], "en", Token)).PerWord);
    }

    [Fact]
    public async Task Large_vectors_are_indexed_by_bits_and_small_ones_by_bytes()
    {
        foreach (var (dimensions, type) in new[] { (383, "int8_hnsw"), (384, "bbq_hnsw") })
        {
            await using var hosts = await Hosts.StartAsync();
            await hosts
                .Open()
                .ApplyAsync(
                    Some.Changes(1, Some.Document("a.md", "words").With(Some.Vector(new Random(1), dimensions))),
                    Token);
            var request = Assert.Single(
                hosts.Node.Requests, request => request.Path.EndsWith("/_mapping", StringComparison.Ordinal));
            Assert.Contains($"\"{type}\"", System.Text.Encoding.UTF8.GetString(request.Body), StringComparison.Ordinal);
        }
    }
}
