using System.Text;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Elasticsearch.Outages;

/// <summary>
/// Documents are in the database first; the index takes them item by item, as soon as it can, and each once.
/// </summary>
public sealed class IngestionTests(ClusterChat chat) : IClassFixture<ClusterChat>
{
    [Fact]
    public async Task Items_that_the_cluster_turns_away_are_sent_again_and_only_they()
    {
        await IngestAsync("turned", 5);
        var before = Bulks.Count;
        chat.Node.TurnsEveryOtherItemAwayOnce();
        await CatchUpAsync();
        Assert.Equal(
            ["turned1.md#0", "turned3.md#0"],
            Bulks[before + 1]
                .Select(line => line.Split('"')[5])
                .Where(id => id.EndsWith("#0", StringComparison.Ordinal)));
        Assert.Equal(5, await CountAsync("turned"));
    }

    [Fact]
    public async Task A_bulk_that_the_cluster_turns_away_is_sent_again()
    {
        await IngestAsync("crowded", 2);
        var answers = 0;
        chat.Node.Instead = request => request.Segments[^1] == "_bulk" && answers++ == 0
                ? new NodeReply(
                    429, new NodeError(429, NodeError.Cause("es_rejected_execution_exception", "a test's fault")).Body)
            : null;
        await CatchUpAsync();
        chat.Mend();
        Assert.Equal(2, await CountAsync("crowded"));
    }

    [Theory]
    [InlineData("the line refuses")]
    [InlineData("the node is unavailable")]
    [InlineData("a proxy answers with a page")]
    [InlineData("answers break off")]
    public async Task While_the_cluster_takes_nothing_documents_are_kept_and_follow_when_it_does(string fault)
    {
        var word = $"word{fault.Length}";
        await IngestAsync(word, 3);
        OutageTests.Faults[fault].Break(chat);
        await Assert.ThrowsAsync<SearchUnavailableException>(CatchUpAsync);
        await Assert.ThrowsAsync<SearchUnavailableException>(CatchUpAsync);
        chat.Mend();
        await CatchUpAsync();
        Assert.Equal(3, await CountAsync(word));
    }

    [Fact]
    public async Task An_item_that_is_refused_for_good_leaves_the_index_where_it_was()
    {
        var before = await chat.Engine.StateAsync(Cancel);
        await IngestAsync("refused", 2);
        chat.Node.Take = request =>
            request with
            {
                Body = Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(request.Body)
                        .Replace("\"chunks\":1", "\"chunks\":\"one\"", StringComparison.Ordinal)),
            };
        var error = await Assert.ThrowsAsync<SearchUnavailableException>(CatchUpAsync);
        chat.Node.Take = request => request;
        Assert.Contains("2 sections were not taken", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("one", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            (before.Position, 0), ((await chat.Engine.StateAsync(Cancel)).Position, await CountAsync("refused")));
        await CatchUpAsync();
        Assert.Equal(2, await CountAsync("refused"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The actions of each bulk that reached the node.</summary>
    private List<List<string>> Bulks => [.. chat.Node.Requests.Where(request => request.Segments[^1] == "_bulk")
                .Select(request =>
                    Encoding
                        .UTF8.GetString(request.Body)
                        .Split('\n')
                        .Where(line => line.StartsWith("{\"index\":", StringComparison.Ordinal))
                        .ToList()),
        ];

    private Task IngestAsync(string word, int count) =>
        chat.IngestAsync([
            .. Enumerable.Range(0, count).Select(i => Some.Document($"{word}{i}.md", $"A page on the {word}.")),]);

    private async Task CatchUpAsync()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waits = chat.PassShortWaitsAsync(ended.Token);
        try
        {
            await chat.Follower.CatchUpAsync(Cancel);
        }
        finally
        {
            await ended.CancelAsync();
            await waits;
        }
    }

    private async Task<long> CountAsync(string word) => (await chat.Engine.CountAsync([word], "en", Cancel)).PerWord[0];
}
