using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Indices;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Synonyms;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>Calls about indices, aliases, synonyms and the cluster as a real server took and answered them.</summary>
[NeedsSharedData]
public sealed class RecordedIndexTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cluster_says_who_it_is_and_how_it_is()
    {
        Assert.Equal(("local", "9.5.0"), (await AskAsync(25, client => client.Cluster.InfoAsync(Cancel))) is { } info ? (info.ClusterName, info.Version.Number) : default);
        var health = await AskAsync(112, client => client.Cluster.HealthAsync(null, Cancel));
        Assert.Equal(("green", 1, 7, 0), (health.Status, health.NumberOfDataNodes, health.ActiveShards, health.UnassignedShards));
        Assert.False((await AskAsync(113, client => client.Cluster.WaitForGreenAsync("kb", TimeSpan.FromSeconds(1), Cancel))).TimedOut);
    }

    [Fact]
    public async Task An_index_is_created_once()
    {
        using var first = new Recording(64);
        using var client = first.Client();
        Assert.True((await client.Indices.CreateAsync("kb-v1", first.Body, Cancel)).Value!.Acknowledged);

        using var second = new Recording(65);
        using var other = second.Client();
        Assert.True((await other.Indices.CreateAsync("kb-v1", second.Body, Cancel)).Error!.Is("resource_already_exists_exception"));
    }

    [Fact]
    public async Task An_index_exists_or_not()
    {
        Assert.False(await AskAsync(63, client => client.Indices.ExistsAsync("kb-v1", Cancel)));
        Assert.True(await AskAsync(24, client => client.Indices.ExistsAsync("docs-v1", Cancel)));
    }

    [Fact]
    public async Task Indices_are_deleted() =>
        Assert.True((await AskAsync(130, client => client.Indices.DeleteAsync("kb-v1,kb-v2,other", Cancel))).Acknowledged);

    [Fact]
    public async Task An_alias_is_moved_in_one_step()
    {
        Assert.True((await AskAsync(68, client => client.Indices.UpdateAliasesAsync([AliasAction.Add("kb-v1", "kb")], Cancel))).Acknowledged);
        AliasAction[] move = [AliasAction.Remove("kb-v1", "kb"), AliasAction.Add("kb-v2", "kb")];
        Assert.True((await AskAsync(109, client => client.Indices.UpdateAliasesAsync(move, Cancel))).Acknowledged);
    }

    [Fact]
    public async Task An_alias_leads_to_indices_and_a_missing_one_to_none()
    {
        Assert.Equal(["kb"], Assert.Single(await AskAsync(69, client => client.Indices.GetAliasAsync("kb", Cancel))).Value.Aliases.Keys);
        Assert.Empty(await AskAsync(70, client => client.Indices.GetAliasAsync("nothing", Cancel)));
    }

    [Fact]
    public async Task Mappings_and_settings_come_by_index()
    {
        var mappings = (await AskAsync(111, client => client.Indices.GetMappingAsync("kb", Cancel)))["kb-v2"].Mappings;
        Assert.Equal("static-8", mappings.Meta!.Value.GetProperty("embedding").GetString());
        Assert.Equal(8, mappings.Properties!.Value.GetProperty("vector").GetProperty("dims").GetInt32());
        var settings = (await AskAsync(110, client => client.Indices.GetSettingsAsync("kb", Cancel)))["kb-v2"].Settings;
        Assert.Equal("1s", settings.Index.GetProperty("refresh_interval").GetString());
    }

    [Fact]
    public async Task Settings_are_changed()
    {
        using var recording = new Recording(108);
        using var client = recording.Client();
        Assert.True((await client.Indices.PutSettingsAsync("kb-v2", recording.Body, Cancel)).Value!.Acknowledged);
    }

    [Fact]
    public async Task An_index_is_refreshed_merged_and_measured()
    {
        Assert.Equal(0, (await AskAsync(79, client => client.Indices.RefreshAsync("kb", Cancel))).Shards.Failed);
        Assert.Equal(1, (await AskAsync(120, client => client.Indices.ForceMergeAsync("kb", 1, Cancel))).Shards.Successful);
        var statistics = (await AskAsync(121, client => client.Indices.StatisticsAsync("kb", Cancel))).All;
        Assert.Equal((15, 0, 15038), (statistics.Primaries.Docs.Count, statistics.Primaries.Docs.Deleted, statistics.Total.Store.SizeInBytes));
    }

    [Fact]
    public async Task A_text_is_analyzed() =>
        Assert.Equal([("reset", 0), ("router", 2)], (await AskAsync(118, client => client.Indices.AnalyzeAsync("kb", "english", "Resetting the routers", Cancel))).Tokens.Select(token => (token.Token, token.Position)));

    [Fact]
    public async Task Synonyms_are_put_read_and_deleted()
    {
        SynonymRule[] rules = [new("a", "sign in, log in, login")];
        Assert.Equal("created", (await AskAsync(115, client => client.Synonyms.PutAsync("kb", rules, Cancel))).Result);
        Assert.Equal(rules, (await AskAsync(116, client => client.Synonyms.GetAsync("kb", Cancel), comparesRequest: false)).Rules);
        Assert.True(await AskAsync(117, client => client.Synonyms.DeleteAsync("kb", Cancel)));
    }

    [Fact]
    public async Task An_address_that_a_server_does_not_know_is_an_error_in_words()
    {
        using var recording = new Recording(127, comparesRequest: false);
        using var client = recording.Client();
        var error = (await client.Cluster.InfoAsync(Cancel)).Error!;
        Assert.Equal((ErrorKind.Rejected, 400, ""), (error.Kind, error.Status!.Value, error.Type));
        Assert.StartsWith("no handler found", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(122)]
    public async Task A_version_that_the_server_does_not_speak_is_an_error(int number)
    {
        using var recording = new Recording(number, comparesRequest: false);
        using var client = recording.Client();
        Assert.True((await client.Cluster.InfoAsync(Cancel)).Error!.Is("media_type_header_exception"));
    }

    private static async Task<T> AskAsync<T>(int number, Func<ElasticsearchClient, Task<ElasticsearchResult<T>>> call, bool comparesRequest = true)
    {
        using var recording = new Recording(number, comparesRequest);
        using var client = recording.Client();
        var result = await call(client);
        Assert.Null(result.Error);
        Assert.True(recording.WasAsked);
        return result.Value!;
    }
}
