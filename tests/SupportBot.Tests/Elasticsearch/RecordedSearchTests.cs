using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using Elastic.Clients.Elasticsearch.QueryDsl;
using Elastic.Transport;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine.Searching;

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
        var found = await MultiSearchAsync(
            recording, [Words("reset the router", "public"), Near(recording.Request[3])]);
        Assert.All(found, leg => Assert.Null(LegAnswer.ErrorOf(leg)));
        Assert.Equal(["reset#0", "reset#1", "reset#2"], found[0].Value1!.Hits.Select(hit => hit.Id));
        Assert.Equal((10, 0.7290378f), (found[1].Value1!.Hits.Count, (float)found[1].Value1!.Hits.First().Score!));
        Assert.Null(found[0].Value1!.HitsMetadata.Total);
    }

    [Theory]
    [InlineData(82, "index_not_found_exception", null, 404)]
    [InlineData(83, "search_phase_execution_exception", "query_shard_exception", 400)]
    public async Task A_leg_that_fails_is_an_error_beside_the_other(int number, string type, string? cause, int status)
    {
        using var recording = new Recording(number, comparesRequest: false);
        var found = await MultiSearchAsync(recording, [Words("billing"), Near(recording.Request[3])]);
        Assert.Equal(3, found[0].Value1!.Hits.Count);
        var error = LegAnswer.ErrorOf(found[1])!;
        Assert.Equal(
            (ErrorKind.Rejected, type, cause, (int?)status), (error.Kind, error.Type, error.RootCause, error.Status));
        Assert.NotNull(error.Index);
    }

    [Fact]
    public async Task A_search_that_cannot_be_parsed_fails_the_whole_request()
    {
        using var recording = new Recording(84, comparesRequest: false);
        using var open = recording.Open();
        var error = (await HybridLegs.MultiSearchAsync(open, "kb", [Words("billing"), Words("x")], Cancel)).Error!;
        Assert.Equal(
            (ErrorKind.Rejected, "parsing_exception", "unknown query [nosuchquery]"),
            (error.Kind, error.Type, error.Reason));
        Assert.DoesNotContain("nosuchquery", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(97, "index_not_found_exception", 404, "missing-index")]
    [InlineData(98, "x_content_e_o_f_exception", 400, null)]
    [InlineData(96, "search_phase_execution_exception", 400, null)]
    public async Task What_a_server_turns_away_is_an_error_with_its_type_and_index(
        int number, string type, int status, string? index)
    {
        using var recording = new Recording(number, comparesRequest: false);
        using var open = recording.Open();
        var error = (await open.CountAsync(Cancel)).Error!;
        Assert.Equal(
            (ErrorKind.Rejected, type, (int?)status, index), (error.Kind, error.Type, error.Status, error.Index));
        Assert.True(error.Is(type));
    }

    [Fact]
    public async Task Matches_are_counted()
    {
        var request = new CountRequest("kb") { Query = new TermQuery("document_id", "reset") };
        Assert.Equal(3, (await AskAsync(99, (client, token) => client.CountAsync(request, token))).Count);
    }

    [Fact]
    public async Task Documents_are_fetched_by_id_and_a_missing_one_is_not_found()
    {
        var request = new MultiGetRequest("kb") { Ids = new[] { "reset#0", "billing#1", "never-there" } };
        var found = (
            await AskAsync(87, (client, token) => client.MultiGetAsync<JsonElement>(request, token))).Docs.ToList();
        Assert.Equal([true, true, false], found.Select(document => document.Value1!.Found));
        Assert.Equal("Reset the router", found[0].Value1!.Source.GetProperty("title").GetString());
        Assert.False(found[0].Value1!.Source.TryGetProperty("vector", out _));
    }

    [Fact]
    public async Task A_document_of_a_missing_index_is_not_found()
    {
        var request = new MultiGetRequest("kb") { Ids = new[] { "reset#0", "1" } };
        var found = await AskAsync(
            88, (client, token) => client.MultiGetAsync<JsonElement>(request, token), comparesRequest: false);
        Assert.Equal([true, false], found.Docs.Select(document => document.Value1 is { Found: true }));
    }

    [Fact]
    public async Task Old_versions_are_deleted_by_a_query_that_lets_conflicts_be()
    {
        var request = new DeleteByQueryRequest("kb")
        {
            Conflicts = Conflicts.Proceed,
            Refresh = true,
            Query = new BoolQuery
            {
                Filter = [new TermQuery("document_id", "reset"), new NumberRangeQuery("document_version") { Lt = 2 }],
            },
        };
        var deleted = await AskAsync(105, (client, token) => client.DeleteByQueryAsync(request, token));
        Assert.Equal((1, 1, 0, 0), (deleted.Total, deleted.Deleted, deleted.VersionConflicts, deleted.Failures!.Count));
    }

    private static MultisearchBody Words(string text, string? audience = null) => new()
    {
        Size = 10, Source = false, TrackTotalHits = false,
        Query = new BoolQuery
        {
            Must = [new MultiMatchQuery(text) { Fields = Fields }],
            Filter = audience is null ? null : [new TermsQuery("audience", new FieldValue[] { audience })],
        },
    };

    private static MultisearchBody Near(JsonElement body) => new()
    {
        Size = 10, Source = false, TrackTotalHits = false,
        Knn =
        [
            new KnnSearch("vector")
            {
                    QueryVector =
                    [
                        .. body.GetProperty("knn")
                            .GetProperty("query_vector")
                            .EnumerateArray()
                            .Select(value => value.GetSingle()),
                    ],
                K = 10, NumCandidates = 50, Filter = [new TermsQuery("audience", new FieldValue[] { "public" })],
            },
        ],
    };

    private static async Task<T> AskAsync<T>(
        int number,
        Func<ElasticsearchClient, CancellationToken, Task<T>> call,
        bool comparesRequest = true)
        where T : TransportResponse
    {
        using var recording = new Recording(number, comparesRequest);
        using var open = recording.Open();
        var result = await open.SearchAsync(call, Cancel);
        Assert.Null(result.Error);
        return result.Value!;
    }

    private static async Task<MultiSearchResponseItem<JsonElement>[]> MultiSearchAsync(
        Recording recording, MultisearchBody[] searches)
    {
        using var open = recording.Open();
        return (await HybridLegs.MultiSearchAsync(open, "kb", searches, Cancel)).Value!;
    }
}
