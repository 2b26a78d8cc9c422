using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Mapping;
using Elastic.Clients.Elasticsearch.QueryDsl;
using Elastic.Transport;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Searching;

namespace SupportBot.Conformance.Elasticsearch;

/// <summary>
/// Every kind of call that the engine makes against the test node, which checks each request against Elastic's
/// contract.
/// </summary>
public sealed class ClientTests : IAsyncLifetime
{
    private ElasticsearchNode _node = null!;
    private ElasticsearchCluster _cluster = null!;
    private BrandIndices _indices = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await ElasticsearchNode.StartAsync();
        _cluster = new ElasticsearchCluster(Options(_node), TimeProvider.System);
        _indices = new BrandIndices(_cluster, new IndexNames("kb"));
        var request = new CreateIndexRequest("kb-v1")
        {
            Settings = new IndexSettings { NumberOfReplicas = 0 },
            Mappings = new TypeMapping { Properties = Fields() },
        };
        await WorksAsync((client, token) => client.Indices.CreateAsync(request, token));
        await _indices.UpdateAliasesAsync([BrandIndices.Add("kb-v1", "kb")], Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_node.Violations);
        _cluster.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task What_a_bulk_wrote_is_found_by_words_and_by_vectors_in_one_request()
    {
        await FillAsync();
        var words = new BoolQuery { Must = [Text("reset the routers")], Filter = [Ids("a", "b")] };
        var found = await MultiSearchAsync(
            new MultisearchBody { Size = 3, Sort = [new FieldSort("id") { Order = SortOrder.Asc }], Query = words },
            new MultisearchBody { Size = 3, Knn = [Near([0, 1])] });
        Assert.Equal(["a"], found[0].Value1!.Hits.Select(hit => hit.Id));
        Assert.Equal(["b", "c"], found[1].Value1!.Hits.Select(hit => hit.Id));
        Assert.Equal(1, found[1].Value1!.Hits.First().Score!.Value, 0.01);
    }

    [Fact]
    public async Task A_search_for_a_vector_of_other_dimensions_fails_beside_the_other()
    {
        await FillAsync();
        var found = await MultiSearchAsync(
            new MultisearchBody { Size = 1, Query = new MatchAllQuery() },
            new MultisearchBody { Size = 1, Knn = [Near([1, 0, 0])] });
        Assert.Null(LegAnswer.ErrorOf(found[0]));
        Assert.True(LegAnswer.ErrorOf(found[1])!.Is("query_shard_exception"));
    }

    [Fact]
    public async Task Words_are_counted_by_their_stems_within_a_part_of_the_index()
    {
        await FillAsync();
        Query[] words = [Text("routers"), Text("kettles"), new TermQuery("text", "routers")];
        var counts = await new WordCounter(_cluster, "kb").CountEachAsync(Ids("a", "b"), words, Cancel);
        Assert.Equal(2, counts.Value.Total);
        Assert.Equal([1, 1, 0], counts.Value.Each);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Of_the_items_of_a_bulk_each_has_its_own_outcome()
    {
        await FillAsync();
        BulkOperation[] operations =
        [
            BulkOperation.Index("a", Document("a", 4, "stale", [1, 0]), version: 1),
            BulkOperation.Index("d", json => json.WriteRawValue("""{"n":"none"}""")),
            BulkOperation.Delete("c", version: 9),
            BulkOperation.Delete("nowhere"),
        ];
        var result = await _cluster.Bulks.BulkAsync("kb", operations.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.Null(result.Error);
        Assert.Equal(2, result.Succeeded);
        Assert.Equal(
            [("a", (int?)409), ("d", 400)], result.Failed.Select(failure => (failure.Id, failure.Error.Status)));
    }

    [Fact]
    public async Task A_bulk_into_what_is_no_alias_makes_no_index()
    {
        BulkOperation[] operations =
        [
            BulkOperation.Delete("a"), BulkOperation.Index("b", json => json.WriteRawValue("{}")),
        ];
        var result = await _cluster.Bulks.BulkAsync("gone", operations.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.NotEmpty(result.Failed);
        var exists = await _cluster.ManageAsync((client, token) => client.Indices.ExistsAsync("gone", token), Cancel);
        Assert.Equal(404, exists.Error!.Status);
    }

    [Fact]
    public async Task Documents_are_fetched_and_deleted_by_a_query()
    {
        await FillAsync();
        var wanted = new MultiGetRequest("kb") { Ids = new[] { "b", "nowhere" }, SourceIncludes = "text" };
        var answer = await WorksAsync((client, token) => client.MultiGetAsync<JsonElement>(wanted, token));
        var fetched = answer.Docs.ToList();
        Assert.Equal("""{"text":"Boil the kettle"}""", fetched[0].Value1!.Source.ToString());
        Assert.Equal([true, false], fetched.Select(document => document.Value1!.Found));
        var old = new DeleteByQueryRequest("kb")
        {
            Query = new NumberRangeQuery("n") { Lt = 2 }, Conflicts = Conflicts.Proceed, Refresh = true,
        };
        Assert.Equal(2, (await WorksAsync((client, token) => client.DeleteByQueryAsync(old, token))).Deleted);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_alias_moves_to_another_index_and_the_old_one_goes()
    {
        await FillAsync();
        await WorksAsync((client, token) => client.Indices.CreateAsync("kb-v2", token));
        var mapping = new PutMappingRequest("kb-v2")
        {
            Meta = new Dictionary<string, object> { ["schema"] = 1 }, Properties = Fields(),
        };
        await WorksAsync((client, token) => client.Indices.PutMappingAsync(mapping, token));
        var settings = new PutIndicesSettingsRequest("kb-v2", new IndexSettings { NumberOfReplicas = 0 });
        await WorksAsync((client, token) => client.Indices.PutSettingsAsync(settings, token));
        IndexUpdateAliasesAction[] move = [BrandIndices.Remove("kb-v1", "kb"), BrandIndices.Add("kb-v2", "kb")];
        await _indices.UpdateAliasesAsync(move, Cancel);
        Assert.Null((await _indices.DeleteAsync("kb-v1", Cancel)).Error);
        Assert.Null((await _indices.DeleteAsync("kb-v1", Cancel)).Error);
        Assert.Equal(["kb-v2"], await _indices.BehindAsync("kb", Cancel));
        Assert.Empty(await _indices.BehindAsync("nothing", Cancel));
        var request = new GetMappingRequest("kb-v2");
        var read = await WorksAsync((client, token) => client.Indices.GetMappingAsync(request, token));
        Assert.Equal(1, ((JsonElement)read.Mappings["kb-v2"].Mappings.Meta!["schema"]).GetInt32());
    }

    [Fact]
    public async Task Synonyms_are_put_read_and_deleted()
    {
        Assert.Null(await _indices.SynonymsAsync(Cancel));
        await _indices.PutSynonymsAsync(["sign in, log in"], Cancel);
        Assert.Equal(["sign in, log in"], (await _indices.SynonymsAsync(Cancel))!);
        await _indices.DeleteSynonymsAsync(Cancel);
        Assert.Null(await _indices.SynonymsAsync(Cancel));
        await _indices.DeleteSynonymsAsync(Cancel);
    }

    [Fact]
    public async Task A_dead_node_of_three_costs_no_search()
    {
        await FillAsync();
        await using var second = await _node.JoinAsync();
        var third = await _node.JoinAsync();
        using var cluster = new ElasticsearchCluster(Options(_node, second, third), TimeProvider.System);
        await third.DisposeAsync();
        for (var i = 0; i < 6; i++)
        {
            var count = await cluster.SearchAsync(
                (client, token) => client.CountAsync(new CountRequest("kb"), token), Cancel);
            Assert.Equal(3, count.Value!.Count);
        }
        Assert.NotEmpty(second.Requests);
    }

    private static ElasticsearchOptions Options(params ElasticsearchNode[] nodes) =>
        new() { Urls = [.. nodes.Select(node => node.Address.AbsoluteUri)] };

    private static Properties Fields() => new()
    {
        ["id"] = new KeywordProperty(),
        ["n"] = new LongNumberProperty(),
        ["text"] = new TextProperty { Analyzer = "english" },
        ["vector"] = VectorField.Of(2, "auto").Single().Value,
    };

    private static Query Ids(params string[] ids) => new TermsQuery("id", ids.Select(id => (FieldValue)id).ToArray());

    private static Query Text(string text) => new MultiMatchQuery(text) { Fields = "text" };

    private static KnnSearch Near(float[] vector) => new("vector")
    {
        QueryVector = vector, K = 2, NumCandidates = 10, Filter = [new ExistsQuery("id")],
    };

    private async Task FillAsync()
    {
        BulkOperation[] operations =
        [
            BulkOperation.Index("a", Document("a", 1, "Reset the router", [1, 0]), version: 3),
            BulkOperation.Index("b", Document("b", 1, "Boil the kettle", [0, 1])),
            BulkOperation.Index("c", Document("c", 2, "Both", [0.6f, 0.8f])),
        ];
        var result = await _cluster.Bulks.BulkAsync("kb", operations.ToAsyncEnumerable(), requireAlias: true, Cancel);
        Assert.True(
            result.IsComplete,
            $"{result.Error} {string.Join(", ", result.Failed.Select(failure => failure.Error.Reason))}");
        await WorksAsync((client, token) => client.Indices.RefreshAsync("kb", token));
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

    private async Task<long> CountAsync() =>
        (await WorksAsync((client, token) => client.CountAsync(new CountRequest("kb"), token))).Count;

    private async Task<MultiSearchResponseItem<JsonElement>[]> MultiSearchAsync(params MultisearchBody[] bodies)
    {
        var answer = await HybridLegs.MultiSearchAsync(_cluster, "kb", bodies, Cancel);
        Assert.True(answer.Succeeded, $"{answer.Error?.Message} {answer.Error?.Reason}");
        return answer.Value;
    }

    private async Task<T> WorksAsync<T>(Func<ElasticsearchClient, CancellationToken, Task<T>> call)
        where T : TransportResponse
    {
        var result = await _cluster.ManageAsync(call, Cancel);
        Assert.True(result.Succeeded, $"{result.Error?.Message} {result.Error?.Reason}");
        return result.Value;
    }
}
