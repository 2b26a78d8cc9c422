using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Documents;
using SupportBot.Elasticsearch.Indices;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;
using SupportBot.Elasticsearch.Synonyms;

namespace SupportBot.Conformance.Elasticsearch;

/// <summary>Every call of the client against the test node, which checks each request against Elastic's contract.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private ElasticsearchNode _node = null!;
    private ElasticsearchClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await ElasticsearchNode.StartAsync();
        _client = new ElasticsearchClient(new ElasticsearchOptions { Urls = [_node.Address.AbsoluteUri] }, TimeProvider.System);
        await WorksAsync(_client.Indices.CreateAsync("kb-v1", Raw("""
            {"settings":{"number_of_replicas":0},"mappings":{"properties":{"id":{"type":"keyword"},"n":{"type":"long"},"text":{"type":"text","analyzer":"english"},
            "vector":{"type":"dense_vector","dims":2,"index":true,"similarity":"dot_product","index_options":{"type":"int8_hnsw","m":16,"ef_construction":100}}}}}
            """), Cancel));
        await WorksAsync(_client.Indices.UpdateAliasesAsync([AliasAction.Add("kb-v1", "kb")], Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_node.Violations);
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task What_a_bulk_wrote_is_found_by_words_and_by_vectors_in_one_request()
    {
        await FillAsync();
        var found = await WorksAsync(_client.Searches.MultiSearchAsync("kb",
        [
            new SearchBody { Size = 3, TieBreak = "id", Query = Query.Bool([Query.MultiMatch("reset the routers", ["text"])], [Query.Terms("id", ["a", "b"])]) },
            new SearchBody { Size = 3, Knn = new KnnQuery("vector", new float[] { 0, 1 }, 2, 10, [Query.Exists("id")]) },
        ], Cancel));
        Assert.Equal(["a"], found[0].Value!.Hits.Hits.Select(hit => hit.Id));
        Assert.Equal(["b", "c"], found[1].Value!.Hits.Hits.Select(hit => hit.Id));
        Assert.Equal(1, found[1].Value!.Hits.Hits[0].Score!.Value, 0.01);
    }

    [Fact]
    public async Task A_search_for_a_vector_of_other_dimensions_fails_beside_the_other()
    {
        await FillAsync();
        var found = await WorksAsync(_client.Searches.MultiSearchAsync("kb",
            [new SearchBody { Size = 1, Query = Query.MatchAll }, new SearchBody { Size = 1, Knn = new KnnQuery("vector", new float[] { 1, 0, 0 }, 1, 10, []) }], Cancel));
        Assert.True(found[0].Succeeded);
        Assert.True(found[1].Error!.Is("query_shard_exception"));
    }

    [Fact]
    public async Task Words_are_counted_by_their_stems_within_a_part_of_the_index()
    {
        await FillAsync();
        WriteJson[] words = [Query.MultiMatch("routers", ["text"]), Query.MultiMatch("kettles", ["text"]), Query.Term("text", "routers")];
        var counts = await WorksAsync(_client.Searches.CountEachAsync("kb", Query.Terms("id", ["a", "b"]), words, Cancel));
        Assert.Equal(2, counts.Total);
        Assert.Equal([1, 1, 0], counts.Each);
        Assert.Equal(3, await WorksAsync(_client.Searches.CountAsync("kb", Query.MatchAll, Cancel)));
    }

    [Fact]
    public async Task Of_the_items_of_a_bulk_each_has_its_own_outcome()
    {
        await FillAsync();
        BulkOperation[] operations =
        [
            BulkOperation.Index("a", Document("a", 4, "stale", [1, 0]), version: 1),
            BulkOperation.Index("d", Raw("""{"n":"none"}""")),
            BulkOperation.Update("b", Raw("""{"n":7}""")),
            BulkOperation.Update("nowhere", Raw("""{"n":7}""")),
            BulkOperation.Delete("c", version: 9),
            BulkOperation.Delete("nowhere"),
        ];
        var result = await _client.Bulks.BulkAsync("kb", operations.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.Null(result.Error);
        Assert.Equal(3, result.Succeeded);
        Assert.Equal([("a", (int?)409), ("d", 400), ("nowhere", 404)], result.Failed.Select(failure => (failure.Id, failure.Error.Status)));
    }

    [Fact]
    public async Task A_bulk_into_what_is_no_alias_makes_no_index()
    {
        var result = await _client.Bulks.BulkAsync("gone", new[] { BulkOperation.Delete("a"), BulkOperation.Index("b", Raw("{}")) }.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.NotEmpty(result.Failed);
        Assert.False(await WorksAsync(_client.Indices.ExistsAsync("gone", Cancel)));
    }

    [Fact]
    public async Task Documents_are_fetched_and_deleted_by_a_query()
    {
        await FillAsync();
        var fetched = await WorksAsync(_client.Documents.MultiGetAsync("kb", ["b", "nowhere"], "text", Cancel));
        Assert.Equal("""{"text":"Boil the kettle"}""", fetched[0].Source.ToString());
        Assert.Equal([true, false], fetched.Select(document => document.Found));
        Assert.Equal(2, (await WorksAsync(_client.Documents.DeleteByQueryAsync("kb", Query.LessThan("n", 2), refresh: true, Cancel))).Deleted);
        Assert.Equal(1, await WorksAsync(_client.Searches.CountAsync("kb", Query.MatchAll, Cancel)));
    }

    [Fact]
    public async Task An_alias_moves_to_another_index_and_the_old_one_goes()
    {
        await FillAsync();
        await WorksAsync(_client.Indices.CreateAsync("kb-v2", Raw("""{"settings":{"refresh_interval":"-1"}}"""), Cancel));
        await WorksAsync(_client.Indices.PutMappingAsync("kb-v2", Raw("""{"_meta":{"schema":1},"properties":{"n":{"type":"long"}}}"""), Cancel));
        await WorksAsync(_client.Indices.PutSettingsAsync("kb-v2", Raw("""{"index":{"refresh_interval":"1s"}}"""), Cancel));
        await WorksAsync(_client.Indices.UpdateAliasesAsync([AliasAction.Remove("kb-v1", "kb"), AliasAction.Add("kb-v2", "kb")], Cancel));
        await WorksAsync(_client.Indices.DeleteAsync("kb-v1", Cancel));
        Assert.Equal("kb-v2", Assert.Single(await WorksAsync(_client.Indices.GetAliasAsync("kb", Cancel))).Key);
        Assert.Equal(1, (await WorksAsync(_client.Indices.GetMappingAsync("kb", Cancel)))["kb-v2"].Mappings.Meta!.Value.GetProperty("schema").GetInt32());
        Assert.Equal("1s", (await WorksAsync(_client.Indices.GetSettingsAsync("kb", Cancel)))["kb-v2"].Settings.Index.GetProperty("refresh_interval").GetString());
        Assert.Empty(await WorksAsync(_client.Indices.GetAliasAsync("nothing", Cancel)));
    }

    [Fact]
    public async Task The_cluster_and_the_index_say_how_they_are()
    {
        await FillAsync();
        Assert.Equal("9", (await WorksAsync(_client.Cluster.InfoAsync(Cancel))).Version.Number[..1]);
        Assert.Equal("green", (await WorksAsync(_client.Cluster.HealthAsync("kb", Cancel))).Status);
        Assert.False((await WorksAsync(_client.Cluster.WaitForGreenAsync("kb", TimeSpan.FromSeconds(1), Cancel))).TimedOut);
        Assert.Equal(3, (await WorksAsync(_client.Indices.StatisticsAsync("kb", Cancel))).All.Primaries.Docs.Count);
        Assert.Equal(0, (await WorksAsync(_client.Indices.ForceMergeAsync("kb", 1, Cancel))).Shards.Failed);
        Assert.Equal(["reset", "router"], (await WorksAsync(_client.Indices.AnalyzeAsync("kb", "english", "Resetting the routers", Cancel))).Tokens.Select(token => token.Token));
    }

    [Fact]
    public async Task Synonyms_are_put_read_reloaded_and_deleted()
    {
        SynonymRule[] rules = [new("1", "sign in, log in")];
        Assert.Equal("created", (await WorksAsync(_client.Synonyms.PutAsync("kb", rules, Cancel))).Result);
        Assert.Equal(rules, (await WorksAsync(_client.Synonyms.GetAsync("kb", Cancel))).Rules);
        Assert.Equal(0, (await WorksAsync(_client.Indices.ReloadSearchAnalyzersAsync("kb", Cancel))).Shards.Failed);
        Assert.True(await WorksAsync(_client.Synonyms.DeleteAsync("kb", Cancel)));
        Assert.Equal(404, (await _client.Synonyms.GetAsync("kb", Cancel)).Error!.Status);
        Assert.False(await WorksAsync(_client.Synonyms.DeleteAsync("kb", Cancel)));
    }

    [Fact]
    public async Task A_dead_node_of_three_costs_no_search()
    {
        await FillAsync();
        await using var second = await _node.JoinAsync();
        var third = await _node.JoinAsync();
        using var client = new ElasticsearchClient(new ElasticsearchOptions { Urls = [_node.Address.AbsoluteUri, second.Address.AbsoluteUri, third.Address.AbsoluteUri] }, TimeProvider.System);
        await third.DisposeAsync();
        for (var i = 0; i < 6; i++) Assert.Equal(3, await WorksAsync(client.Searches.CountAsync("kb", Query.MatchAll, Cancel)));
        Assert.NotEmpty(second.Requests);
    }

    private async Task FillAsync()
    {
        BulkOperation[] operations =
        [
            BulkOperation.Index("a", Document("a", 1, "Reset the router", [1, 0]), version: 3),
            BulkOperation.Index("b", Document("b", 1, "Boil the kettle", [0, 1])),
            BulkOperation.Index("c", Document("c", 2, "Both", [0.6f, 0.8f])),
        ];
        var result = await _client.Bulks.BulkAsync("kb", operations.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.True(result.IsComplete, $"{result.Error} {string.Join(", ", result.Failed.Select(failure => failure.Error.Reason))}");
        await WorksAsync(_client.Indices.RefreshAsync("kb", Cancel));
    }

    private static WriteJson Document(string id, int number, string text, float[] vector) => json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteNumber("n", number);
        json.WriteString("text", text);
        json.WriteVector("vector", vector);
        json.WriteEndObject();
    };

    private static WriteJson Raw(string text) => json => json.WriteRawValue(text);

    private static async Task<T> WorksAsync<T>(Task<ElasticsearchResult<T>> call)
    {
        var result = await call;
        Assert.True(result.Succeeded, $"{result.Error?.Message} {result.Error?.Reason}");
        return result.Value;
    }
}
