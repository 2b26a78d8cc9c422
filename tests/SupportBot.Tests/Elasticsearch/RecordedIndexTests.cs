using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Cluster;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Mapping;
using Elastic.Clients.Elasticsearch.Synonyms;
using Elastic.Transport;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>Calls about indices, aliases, synonyms and the cluster as a real server took and answered them.</summary>
[NeedsSharedData]
public sealed class RecordedIndexTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cluster_says_who_it_is_and_how_it_is()
    {
        using var recording = new Recording(25);
        using var index = new ElasticsearchIndex(recording.Open(), new ElasticsearchOptions(), "kb");
        Assert.Equal(("local", "9.5.0"), await index.ServerAsync(Cancel));
        var health = await AskAsync(112, (client, token) => client.Cluster.HealthAsync(new HealthRequest(), token));
        Assert.Equal(
            (HealthStatus.Green, 1, 7, 0),
            (health.Status, health.NumberOfDataNodes, health.ActiveShards, health.UnassignedShards));
    }

    [Fact]
    public async Task An_index_is_created_once()
    {
        Assert.True((await AskAsync(64, (client, token) => client.Indices.CreateAsync(Created(), token))).Acknowledged);
        using var recording = new Recording(65);
        using var open = recording.Open();
        var second = await open.ManageAsync((client, token) => client.Indices.CreateAsync(Created(), token), Cancel);
        Assert.True(second.Error!.Is("resource_already_exists_exception"));
    }

    [Fact]
    public async Task Indices_are_deleted()
    {
        var request = new DeleteIndexRequest("kb-v1,kb-v2,other") { IgnoreUnavailable = true };
        Assert.True((await AskAsync(130, (client, token) => client.Indices.DeleteAsync(request, token))).Acknowledged);
    }

    [Fact]
    public async Task An_alias_is_moved_in_one_step()
    {
        await IndicesAsync(68, indices => indices.UpdateAliasesAsync([BrandIndices.Add("kb-v1", "kb")], Cancel));
        IndexUpdateAliasesAction[] move = [BrandIndices.Remove("kb-v1", "kb"), BrandIndices.Add("kb-v2", "kb")];
        await IndicesAsync(109, indices => indices.UpdateAliasesAsync(move, Cancel));
    }

    [Fact]
    public async Task An_alias_leads_to_indices_and_a_missing_one_to_none()
    {
        await IndicesAsync(69, async indices => Assert.Equal(["kb-v1"], await indices.BehindAsync("kb", Cancel)));
        await IndicesAsync(70, async indices => Assert.Empty(await indices.BehindAsync("nothing", Cancel)));
    }

    [Fact]
    public async Task Mappings_come_by_index()
    {
        var answer = await AskAsync(
            111, (client, token) => client.Indices.GetMappingAsync(new GetMappingRequest("kb"), token));
        var mapping = answer.Mappings["kb-v2"].Mappings;
        Assert.Equal("static-8", ((JsonElement)mapping.Meta!["embedding"]).GetString());
        Assert.Equal(8, ((DenseVectorProperty)mapping.Properties!["vector"]).Dims);
    }

    [Fact]
    public async Task Settings_are_changed()
    {
        var settings = new IndexSettings { Index = new IndexSettings { RefreshInterval = "1s" } };
        var request = new PutIndicesSettingsRequest("kb-v2", settings);
        Assert.True(
            (await AskAsync(108, (client, token) => client.Indices.PutSettingsAsync(request, token))).Acknowledged);
    }

    [Fact]
    public async Task An_index_is_refreshed_and_measured()
    {
        Assert.Equal(
            0, (await AskAsync(79, (client, token) => client.Indices.RefreshAsync("kb", token))).Shards!.Failed);
        var request = new IndicesStatsRequest("kb", [CommonStatsFlag.Docs, CommonStatsFlag.Store]);
        var all = (await AskAsync(121, (client, token) => client.Indices.StatsAsync(request, token))).All;
        Assert.Equal(
            (15, 0, 15038), (all.Primaries!.Docs!.Count, all.Primaries.Docs.Deleted, all.Total!.Store!.SizeInBytes));
    }

    [Fact]
    public async Task A_text_is_analyzed()
    {
        var request = new AnalyzeIndexRequest("kb") { Analyzer = "english", Text = ["Resetting the routers"] };
        var tokens = (await AskAsync(118, (client, token) => client.Indices.AnalyzeAsync(request, token))).Tokens!;
        Assert.Equal([("reset", 0), ("router", 2)], tokens.Select(token => (token.Token, (int)token.Position)));
    }

    [Fact]
    public async Task Synonyms_are_put_read_and_deleted()
    {
        SynonymRule[] rules = [new("sign in, log in, login") { Id = "a" }];
        await AskAsync(
            115, (client, token) => client.Synonyms.PutSynonymAsync(new PutSynonymRequest("kb", rules), token));
        await IndicesAsync(
            116, async indices => Assert.Equal(["sign in, log in, login"], (await indices.SynonymsAsync(Cancel))!),
            comparesRequest: false);
        await IndicesAsync(117, indices => indices.DeleteSynonymsAsync(Cancel));
    }

    [Fact]
    public async Task An_address_that_a_server_does_not_know_is_an_error()
    {
        var error = await ErrorAsync(127);
        Assert.Equal((ErrorKind.Rejected, 400, ""), (error.Kind, error.Status!.Value, error.Type));
    }

    [Theory]
    [InlineData(26)]
    [InlineData(122)]
    public async Task A_version_that_the_server_does_not_speak_is_an_error_that_names_the_one_it_must_be(int number)
    {
        var error = await ErrorAsync(number);
        Assert.True(error.Is("media_type_header_exception"));
        Assert.Contains("Elasticsearch 9", error.Message, StringComparison.Ordinal);
    }

    private static CreateIndexRequest Created() => new("kb-v1")
    {
        Settings = new IndexSettings { NumberOfShards = 1, NumberOfReplicas = 0, RefreshInterval = "1s" },
        Mappings = new TypeMapping
        {
            Dynamic = DynamicMapping.Strict,
            Meta = new Dictionary<string, object> { ["schema"] = 1, ["embedding"] = "static-8" },
            Properties = new Properties
            {
                ["document_id"] = new KeywordProperty(),
                ["document_version"] = new LongNumberProperty(),
                ["chunk"] = new IntegerNumberProperty(),
                ["audience"] = new KeywordProperty(),
                ["language"] = new KeywordProperty(),
                ["title"] = new TextProperty { Analyzer = "english" },
                ["heading"] = new TextProperty { Analyzer = "english" },
                ["body"] = new TextProperty
                {
                    Analyzer = "english", Fields = new Properties { ["de"] = new TextProperty { Analyzer = "german" } },
                },
                ["url"] = new KeywordProperty { Index = false },
                ["vector"] = VectorField.Of(8, "auto").Single().Value,
            },
        },
    };

    private static async Task<ElasticsearchError> ErrorAsync(int number)
    {
        using var recording = new Recording(number, comparesRequest: false);
        using var open = recording.Open();
        return (await open.CountAsync(Cancel)).Error!;
    }

    private static async Task IndicesAsync(int number, Func<BrandIndices, Task> useAsync, bool comparesRequest = true)
    {
        using var recording = new Recording(number, comparesRequest);
        using var open = recording.Open();
        await useAsync(new BrandIndices(open, new IndexNames("kb")));
        Assert.True(recording.WasAsked);
    }

    private static async Task<T> AskAsync<T>(int number, Func<ElasticsearchClient, CancellationToken, Task<T>> call)
        where T : TransportResponse
    {
        using var recording = new Recording(number);
        using var open = recording.Open();
        var result = await open.ManageAsync(call, Cancel);
        Assert.Null(result.Error);
        Assert.True(recording.WasAsked);
        return result.Value!;
    }
}
