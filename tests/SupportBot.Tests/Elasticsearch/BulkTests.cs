using System.Net;
using System.Text.Json;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Elasticsearch;

public sealed class BulkTests : IDisposable
{
    private readonly ClusterDouble _cluster = new();
    private readonly WatchedClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Requests_begin_small_and_double()
    {
        AnswerAll(4);
        var result = await BulkAsync(Documents(1000));
        Assert.Equal((1000, true), (result.Succeeded, result.IsComplete));
        Assert.Equal([100, 200, 400, 300], _cluster.Asked.Select(asked => Ids(asked).Count));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"d#{i}"), _cluster.Asked.SelectMany(Ids));
    }

    [Fact]
    public async Task Requests_stay_within_a_few_megabytes()
    {
        AnswerAll(6);
        var result = await BulkAsync(Documents(150, new string('x', 100_000)));
        Assert.True(result.IsComplete, $"{result.Error} {result.Failed.Count}");
        Assert.All(_cluster.Asked, asked => Assert.InRange(asked.Body.Length, 1, 4.2 * 1024 * 1024));
        Assert.Equal(150, _cluster.Asked.Sum(asked => Ids(asked).Count));
    }

    [Fact]
    public async Task Every_operation_is_a_line_or_two_and_the_last_line_ends_too()
    {
        AnswerAll(1);
        await BulkAsync(Stream([BulkOperation.Index("a", Field("x"), 7), BulkOperation.Delete("c", 8)]));
        var asked = Assert.Single(_cluster.Asked);
        Assert.Equal(("POST", "/kb/_bulk?require_alias=true"), (asked.Method, asked.Uri.PathAndQuery));
        Assert.Equal("""
            {"index":{"_id":"a","version":7,"version_type":"external_gte"}}
            {"text":"x"}
            {"delete":{"_id":"c","version":8,"version_type":"external_gte"}}

            """, asked.Body);
    }

    [Fact]
    public async Task Only_what_a_busy_cluster_turns_away_is_sent_again()
    {
        Answer(id => id is "d#3" or "d#7" ? Item(id, 429) : Item(id));
        Answer(id => id is "d#7" ? Item(id, 429) : Item(id));
        Answer(id => Item(id));
        var running = BulkAsync(Documents(10));
        await _clock.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.75), Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), Cancel);
        var result = await running;
        Assert.Equal((10, true), (result.Succeeded, result.IsComplete));
        Assert.Equal([["d#3", "d#7"], ["d#7"]], _cluster.Asked.Skip(1).Select(Ids));
        Assert.Equal("""
            {"index":{"_id":"d#7"}}
            {"text":"7"}

            """, _cluster.Asked[2].Body);
    }

    [Fact]
    public async Task A_request_that_is_turned_away_as_a_whole_is_sent_again()
    {
        _cluster.Then(
            "a",
            HttpStatusCode.TooManyRequests,
            """{"error":{"type":"circuit_breaking_exception","reason":"r"},"status":429}""");
        Answer(id => Item(id));
        var running = BulkAsync(Documents(3));
        await _clock.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.75), Cancel);
        Assert.Equal(3, (await running).Succeeded);
        Assert.Equal([["d#0", "d#1", "d#2"], ["d#0", "d#1", "d#2"]], _cluster.Asked.Select(Ids));
    }

    [Fact]
    public async Task A_cluster_that_stays_busy_makes_it_fail_within_a_minute()
    {
        for (var i = 0; i < 30; i++) Answer(id => Item(id, id == "d#1" ? 429 : 201));
        var began = _clock.GetTimestamp();
        var running = BulkAsync(Documents(2));
        while (!running.IsCompleted)
            await Task.WhenAny(running, _clock.PassAsync(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15), Cancel));
        var result = await running;
        Assert.Equal(
            (1, ErrorKind.Busy, "d#1"), (result.Succeeded, result.Error!.Kind, Assert.Single(result.Failed).Id));
        Assert.InRange(_clock.GetElapsedTime(began), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        Assert.InRange(_cluster.Asked.Count, 5, 12);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_reached_ends_the_stream()
    {
        AnswerAll(1);
        foreach (var _ in Enumerable.Range(0, 2)) _cluster.ThenThrows("a", HttpRequestError.ConnectionError);
        var drawn = 0;
        var running = BulkAsync(Counted(Documents(5000), () => drawn++));
        await _clock.PassAsync(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), Cancel);
        var result = await running;
        Assert.Equal((100, ErrorKind.Unavailable), (result.Succeeded, result.Error!.Kind));
        Assert.InRange(drawn, 300, 700); // The next request was being written.
    }

    [Fact]
    public async Task Items_that_are_turned_away_for_good_are_told_and_the_rest_goes_on()
    {
        Answer(id => id switch { "d#0" => Item(id, 400), "d#1" => Item(id, 409), _ => Item(id) });
        AnswerAll(1);
        var result = await BulkAsync(Documents(150));
        Assert.Equal(148, result.Succeeded);
        Assert.Equal(
            [("d#0", (int?)400), ("d#1", 409)], result.Failed.Select(failure => (failure.Id, failure.Error.Status)));
        Assert.Null(result.Error);
    }

    [Fact]
    public async Task An_answer_about_other_items_ends_the_stream()
    {
        _cluster.Then("a", HttpStatusCode.OK, """{"errors":false,"took":1,"items":[]}""");
        Assert.Equal(ErrorKind.Unreadable, (await BulkAsync(Documents(3))).Error!.Kind);
    }

    [Fact]
    public async Task Nothing_to_do_asks_nobody()
    {
        Assert.True((await BulkAsync(Documents(0))).IsComplete);
        Assert.Empty(_cluster.Asked);
    }

    [NeedsSharedData]
    [Fact]
    public async Task A_real_server_says_of_each_item_what_became_of_it()
    {
        using var recording = new Recording(72, comparesRequest: false);
        using var open = recording.Open();
        var result = await open.Bulks.BulkAsync("kb", Documents(8), requireAlias: false, Cancel);
        Assert.Null(result.Error);
        Assert.Equal(2, result.Succeeded);
        Assert.Equal(
            [
                "document_parsing_exception",
                "strict_dynamic_mapping_exception",
                "document_parsing_exception",
                "index_not_found_exception",
                "version_conflict_engine_exception",
                "document_parsing_exception",
            ],
            result.Failed.Select(failure => failure.Error.Type));
        Assert.All(
            result.Failed,
            failure => Assert.DoesNotContain("notanumber", failure.Error.Message, StringComparison.Ordinal));
    }

    private static WriteJson Field(string value) => json =>
    {
        json.WriteStartObject();
        json.WriteString("text", value);
        json.WriteEndObject();
    };

    private static IAsyncEnumerable<BulkOperation> Documents(int count, string? text = null) =>
        Stream(Enumerable.Range(0, count).Select(i => BulkOperation.Index($"d#{i}", Field(text ?? $"{i}"))));

    private static IAsyncEnumerable<BulkOperation> Stream(IEnumerable<BulkOperation> operations) =>
        operations.ToAsyncEnumerable();

    private static async IAsyncEnumerable<BulkOperation> Counted(
        IAsyncEnumerable<BulkOperation> operations, Action count)
    {
        await foreach (var operation in operations)
        {
            count();
            yield return operation;
        }
    }

    private static List<string> Ids(Asked asked) =>
        [
            .. asked
                .Body.Split('\n')
                .Where(line => line.StartsWith("""{"index":""", StringComparison.Ordinal))
                .Select(line =>
                    JsonDocument.Parse(line).RootElement.GetProperty("index").GetProperty("_id").GetString()!),
        ];

    private static string Item(string id, int status = 201)
    {
        var error = status < 400 ? "" : $$""","error":{"type":"e{{status}}","reason":"r"}""";
        return $$$"""{"index":{"_id":"{{{id}}}","status":{{{status}}}{{{error}}}}}""";
    }

    private void AnswerAll(int times)
    {
        for (var i = 0; i < times; i++) Answer(id => Item(id));
    }

    /// <summary>The next answer, item by item for whatever was asked.</summary>
    private void Answer(Func<string, string> item) => _cluster.Then("a", _ =>
    {
        var asked = _cluster.Asked[^1];
                var ids = asked
                    .Body.Split('\n')
                    .Where(line => line.Contains("\"_id\"", StringComparison.Ordinal))
                    .Select(line =>
                        JsonDocument
                            .Parse(line)
                            .RootElement.EnumerateObject()
                            .Single()
                            .Value.GetProperty("_id")
                            .GetString()!);
                return Task.FromResult(
                    ClusterDouble.Answer(
                        HttpStatusCode.OK,
                        $$"""{"errors":true,"took":1,"items":[{{string.Join(',', ids.Select(item))}}]}"""));
    });

    private async Task<BulkResult> BulkAsync(IAsyncEnumerable<BulkOperation> operations)
    {
        using var open = _cluster.Open("a", _clock, random: 0.5);
        return await open.Bulks.BulkAsync("kb", operations, requireAlias: true, Cancel);
    }
}
