using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>Searches as a real server took and answered them.</summary>
[NeedsSharedData]
public sealed class RecordedSearchTests
{
    private static readonly string[] Fields = ["title^2", "heading", "body"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_legs_go_in_one_request_and_return_ids_and_scores()
    {
        using var recording = new Recording(80);
        var found = await MultiSearchAsync(recording, [Words("reset the router", "public"), Near(recording.Request[3], 10)]);
        Assert.All(found, leg => Assert.False(leg.Value!.IsPartial));
        Assert.Equal(["reset#0", "reset#1", "reset#2"], found[0].Value!.Hits.Hits.Select(hit => hit.Id));
        Assert.Equal((10, 0.7290378f), (found[1].Value!.Hits.Hits.Count, found[1].Value!.Hits.Hits[0].Score));
        Assert.Null(found[0].Value!.Hits.Total);
    }

    [Theory]
    [InlineData(82, "index_not_found_exception", null, 404)]
    [InlineData(83, "search_phase_execution_exception", "query_shard_exception", 400)]
    public async Task A_leg_that_fails_is_an_error_beside_the_other(int number, string type, string? cause, int status)
    {
        using var recording = new Recording(number, comparesRequest: false);
        var found = await MultiSearchAsync(recording, [Words("billing"), Near(recording.Request[3], 10)]);
        Assert.Equal(3, found[0].Value!.Hits.Hits.Count);
        var error = found[1].Error!;
        Assert.Equal((ErrorKind.Rejected, type, cause, (int?)status), (error.Kind, error.Type, error.RootCause, error.Status));
        Assert.NotNull(error.Index);
    }

    [Fact]
    public async Task A_search_that_cannot_be_parsed_fails_the_whole_request()
    {
        using var recording = new Recording(84, comparesRequest: false);
        using var client = recording.Client();
        var error = (await client.Searches.MultiSearchAsync("kb", [Words("billing"), Words("x")], Cancel)).Error!;
        Assert.Equal((ErrorKind.Rejected, "parsing_exception", "unknown query [nosuchquery]"), (error.Kind, error.Type, error.Reason));
        Assert.DoesNotContain("nosuchquery", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbours_of_a_vector_are_filtered_before()
    {
        using var recording = new Recording(94);
        using var client = recording.Client();
        var found = (await client.Searches.SearchAsync("kb", Near(recording.Request, 10), Cancel)).Value!;
        Assert.Equal(("sync#2", 0.8351808f), (found.Hits.Hits[0].Id, found.Hits.Hits[0].Score));
    }

    [Theory]
    [InlineData(97, "index_not_found_exception", 404, "missing-index")]
    [InlineData(98, "x_content_e_o_f_exception", 400, null)]
    [InlineData(96, "search_phase_execution_exception", 400, "kb-v1")]
    public async Task What_a_server_turns_away_is_an_error_with_its_type_and_index(int number, string type, int status, string? index)
    {
        using var recording = new Recording(number, comparesRequest: false);
        using var client = recording.Client();
        var error = (await client.Searches.SearchAsync("kb", Words("x"), Cancel)).Error!;
        Assert.Equal((ErrorKind.Rejected, type, (int?)status, index), (error.Kind, error.Type, error.Status, error.Index));
        Assert.True(error.Is(type));
    }

    [Fact]
    public async Task Matches_are_counted()
    {
        using var recording = new Recording(99);
        using var client = recording.Client();
        Assert.True((await client.Searches.CountAsync("kb", Query.Term("document_id", "reset"), Cancel)).Value > 0);
    }

    [Fact]
    public async Task Documents_are_fetched_by_id_and_a_missing_one_is_not_found()
    {
        using var recording = new Recording(87);
        using var client = recording.Client();
        var found = (await client.Documents.MultiGetAsync("kb", ["reset#0", "billing#1", "never-there"], null, Cancel)).Value!;
        Assert.Equal([true, true, false], found.Select(document => document.Found));
        Assert.Equal("Reset the router", found[0].Source!.Value.GetProperty("title").GetString());
        Assert.False(found[0].Source!.Value.TryGetProperty("vector", out _));
    }

    [Fact]
    public async Task A_document_of_a_missing_index_is_not_found()
    {
        using var recording = new Recording(88, comparesRequest: false);
        using var client = recording.Client();
        Assert.Equal([true, false], (await client.Documents.MultiGetAsync("kb", ["reset#0", "1"], null, Cancel)).Value!.Select(document => document.Found));
    }

    [Fact]
    public async Task Old_versions_are_deleted_by_a_query_that_lets_conflicts_be()
    {
        using var recording = new Recording(105);
        using var client = recording.Client();
        var query = Query.Bool([], [Query.Term("document_id", "reset"), Query.LessThan("document_version", 2)]);
        var deleted = (await client.Documents.DeleteByQueryAsync("kb", query, refresh: true, Cancel)).Value!;
        Assert.Equal((1, 1, 0, 0), (deleted.Total, deleted.Deleted, deleted.VersionConflicts, deleted.Failures.Count));
    }

    private static SearchBody Words(string text, string? audience = null) => new()
    {
        Size = 10,
        Query = Query.Bool([Query.MultiMatch(text, Fields)], audience is null ? [] : [Query.Terms("audience", [audience])]),
    };

    private static SearchBody Near(JsonElement body, int size) => new()
    {
        Size = size,
        Knn = new KnnQuery("vector", body.GetProperty("knn").GetProperty("query_vector").EnumerateArray().Select(value => value.GetSingle()).ToArray(), 10, 50, [Query.Terms("audience", ["public"])]),
    };

    private static async Task<ElasticsearchResult<SearchResponse>[]> MultiSearchAsync(Recording recording, IReadOnlyList<SearchBody> searches)
    {
        using var client = recording.Client();
        return (await client.Searches.MultiSearchAsync("kb", searches, Cancel)).Value!;
    }
}
