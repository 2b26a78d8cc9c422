using System.Text;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Conformance.Engines;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Conformance.Elasticsearch.Engine;

/// <summary>What a search asks of the server, and what it makes of the answers.</summary>
public sealed class HybridRequestTests : IAsyncLifetime
{
    private static readonly SearchRequest Asked = new("words", Some.Customers, Some.Vector(1, 0), Some.Model);

    private Hosts _hosts = null!;
    private ElasticsearchSearchEngine _engine = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Searches => _hosts.Node.Requests.Count(IsSearch);

    public async ValueTask InitializeAsync()
    {
        _hosts = await Hosts.StartAsync();
        _engine = _hosts.Open();
        await _engine.ApplyAsync(Some.Changes(1, Some.Document("a.md", "words").With(Some.Vector(1, 0))), Token);
    }

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task A_search_is_one_request_for_ids_and_scores_with_the_filters_in_both_legs()
    {
        await _engine.SearchAsync(Asked, Token);
        var before = Searches;
        await _engine.SearchAsync(Asked with { Language = "en" }, Token);
        Assert.Equal(before + 1, Searches);
        var lines = Encoding
            .UTF8.GetString(_hosts.Node.Requests.Last().Body)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        foreach (var leg in (string[])[lines[1], lines[3]])
        {
            Assert.Contains("\"_source\":false", leg, StringComparison.Ordinal);
            Assert.Contains(
                "{\"terms\":{\"audience\":[\"public\"]}},{\"term\":{\"language\":{\"value\":\"en\"}}}", leg,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Legs_that_saw_different_states_are_asked_again()
    {
        await _engine.SearchAsync(Asked, Token);
        var before = Searches;
        var times = 0;
        _hosts.Node.Change = (request, reply) =>
            IsSearch(request) && times++ == 0
                ? Replaced(reply, 1, "Revision", "00000000000000000000000000000000")
                : reply;
        var hits = await _engine.SearchAsync(Asked, Token);
        Assert.Equal(before + 2, Searches);
        Assert.Equal(("a.md#0", "a.md#0"), (hits.Bm25[0].ChunkId, hits.Vector[0].ChunkId));
    }

    [Theory]
    [InlineData(0, Leg.Bm25)]
    [InlineData(1, Leg.Vector)]
    public async Task A_leg_that_fails_is_asked_once_more_and_then_named(int failing, Leg named)
    {
        var times = 0;
        _hosts.Node.Change = (request, reply) => IsSearch(request) && times++ < 1 ? Failed(reply, failing) : reply;
        Assert.Null((await _engine.SearchAsync(Asked, Token)).Missing);

        _hosts.Node.Change = (request, reply) => IsSearch(request) ? Failed(reply, failing) : reply;
        var hits = await _engine.SearchAsync(Asked, Token);
        Assert.Equal(named, hits.Missing!.Leg);
        Assert.Equal("a.md#0", Assert.Single(named == Leg.Bm25 ? hits.Vector : hits.Bm25).ChunkId);
        Assert.Empty(named == Leg.Bm25 ? hits.Bm25 : hits.Vector);
    }

    [Fact]
    public async Task Without_a_leg_that_can_be_trusted_the_search_is_unavailable()
    {
        _hosts.Node.Change = (request, reply) => IsSearch(request) ? Failed(Failed(reply, 0), 1) : reply;
        await Assert.ThrowsAsync<SearchUnavailableException>(() => _engine.SearchAsync(Asked, Token));
        _hosts.Node.Change = (request, reply) => IsSearch(request) ? Failed(reply, 0) : reply;
        await Assert.ThrowsAsync<SearchUnavailableException>(() =>
            _engine.SearchAsync(Asked with { Vector = default }, Token));
    }

    private static bool IsSearch(NodeRequest request) => request.Path.EndsWith("/_msearch", StringComparison.Ordinal);

    private static NodeReply Failed(NodeReply reply, int leg)
    {
        var body = reply.Body!.DeepClone();
        body["responses"]![leg]!["_shards"]!["failed"] = 1;
        return reply with { Body = (System.Text.Json.Nodes.JsonObject)body };
    }

    /// <summary>The leg says another thing of the index.</summary>
    private static NodeReply Replaced(NodeReply reply, int leg, string name, string value)
    {
        var body = reply.Body!.DeepClone();
        var state = body["responses"]![leg]!["hits"]!["hits"]![0]!["fields"]!["state"]!.AsArray();
        var content = System.Text.Json.Nodes.JsonNode.Parse((string)state[0]!)!;
        content[name] = value;
        state[0] = content.ToJsonString();
        return reply with { Body = (System.Text.Json.Nodes.JsonObject)body };
    }
}
