using System.Net.Http.Headers;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Conformance.Elasticsearch.Node.Contract;

namespace SupportBot.Conformance.Elasticsearch.Recordings;

/// <summary>
/// The check of requests against Elastic's contract lets pass what a real node took, and stops what it did not.
/// </summary>
[NeedsSharedData]
public sealed class ContractTests : IAsyncLifetime
{
    /// <summary>
    /// What a real node took and the contract does not have: an analyzer without its type, settings of the cluster, a
    /// suggestion, a parameter.
    /// </summary>
    private static readonly int[] NotDescribed = [19, 47, 51, 54, 90];

    private readonly HttpClient _http = new();
    private ElasticsearchNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        SharedData.Contract(OpenApi.File); // Without it the node takes every request.
        _node = await ElasticsearchNode.StartAsync();
    }

    [Fact]
    public async Task Requests_that_a_real_node_took_keep_the_contract()
    {
        _node.RefusesViolations = false;
        foreach (
            var recording in Recording
                .ReadAll()
                .Where(recording => recording.Status is >= 200 and < 300 && !NotDescribed.Contains(recording.Number)))
        {
            using var request = recording.Request(_node.Address);
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                (int)response.StatusCode is < 500 or 501,
                $"#{recording.Number}: "
                    + $"{await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
        Assert.True(_node.Violations.Count == 0, string.Join('\n', _node.Violations));
    }

    [Theory]
    [InlineData("POST", "/a/_search", """{"query":{"matchx":{}}}""", "body.query.matchx is not known")]
    [InlineData("POST", "/a/_search", """{"query":{"bool":{"filters":[]}}}""", "body.query.bool.filters is not known")]
    [InlineData("POST", "/a/_search", """{"size":"many"}""", "body.size is String and should be number")]
    [InlineData("POST", "/a/_search?prefer=me", "{}", "?prefer is no parameter of search-3")]
    [InlineData("POST", "/a/_search?from=first", "{}", "?from is String and should be number")]
    [InlineData(
        "POST", "/a/_bulk?refresh=soon", "{\"index\":{\"_id\":\"1\"}}\n{}\n", "?refresh is 'soon', which is none of")]
    [InlineData(
        "POST", "/_bulk", "{\"delete\":{\"_index\":\"a\",\"_id\":1}}\n",
        "line 1.delete._id is Number and should be string")]
    [InlineData("POST", "/_bulk", "{\"drop\":{\"_index\":\"a\",\"_id\":\"1\"}}\n", "line 1.drop is not known")]
    [InlineData(
        "POST", "/_msearch", "{\"index\":\"a\"}\n{\"knn\":{\"query_vector\":[1],\"k\":5}}\n",
        "line 2.knn has no field")]
    [InlineData("POST", "/_msearch", "{\"idx\":\"a\"}\n{}\n", "line 1.idx is not known")]
    [InlineData(
        "PUT",
        "/a",
        """{"mappings":{"properties":{"t":{"type":"text","analyser":"english"}}}}""",
        "body.mappings.properties.t.analyser is not known"
    )]
    [InlineData(
        "PUT",
        "/a",
        """{"mappings":{"properties":{"v":{"type":"dense_vector","dims":8,"similarity":"dot"}}}}""",
        "similarity is 'dot', which is none of"
    )]
    [InlineData("POST", "/_aliases", """{"actions":[{"add":{"index":"a","alais":"b"}}]}""", "alais is not known")]
    [InlineData("PUT", "/_synonyms/s", """{"synonyms":[]}""", "body has no synonyms_set")]
    [InlineData("GET", "/_cat/indices", null, "GET /_cat/indices is no operation")]
    public async Task What_breaks_the_contract_is_refused_and_named(
        string method, string path, string? body, string violation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_node.Address, path))
        {
            Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(_node.Violations, found => found.Contains(violation, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_node is not null) await _node.DisposeAsync();
    }
}
