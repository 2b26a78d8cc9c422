using System.Net;
using System.Net.Http.Headers;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Searching;

namespace SupportBot.Tests.Elasticsearch;

public sealed class ProtocolTests : IDisposable
{
    private readonly ClusterDouble _cluster = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Both_headers_name_the_version_and_lines_have_a_type_of_their_own()
    {
        using var open = _cluster.Open("a");
        await open.CountAsync(Cancel);
        await HybridLegs.MultiSearchAsync(open, "i", [new MultisearchBody { Size = 1 }], Cancel);
        await open.ManageAsync((client, token) => client.Indices.RefreshAsync("i", token), Cancel);
        await open.Bulks.BulkAsync(
            "i", new[] { BulkOperation.Delete("a") }.ToAsyncEnumerable(), requireAlias: false, Cancel);
        const string json = "application/vnd.elasticsearch+json;compatible-with=9";
        Assert.Equal(
            [
                (json, json),
                (json, json),
                (json, null),
                (json, "application/vnd.elasticsearch+x-ndjson;compatible-with=9"),
            ],
            _cluster.Asked.Select(asked => (asked.Accept, asked.ContentType)));
    }

    [Fact]
    public async Task Every_answer_must_show_that_it_comes_from_Elasticsearch_and_one_that_does_not_spoils_no_other()
    {
        for (var i = 0; i < 2; i++)
            _cluster.Then("a", HttpStatusCode.OK, """{"count":1}""").Then("a", _ => Task.FromResult(Nameless()));
        using var open = _cluster.Open("a");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(1, (await open.CountAsync(Cancel)).Value!.Count);
            var error = (await open.CountAsync(Cancel)).Error!;
            Assert.Equal(ErrorKind.OtherProduct, error.Kind);
            Assert.Contains("X-elastic-product", error.Message, StringComparison.Ordinal);
        }

        static HttpResponseMessage Nameless()
        {
            var answer = ClusterDouble.Answer(HttpStatusCode.OK, """{"count":2}""");
            answer.Headers.Clear();
            return answer;
        }
    }

    [Fact]
    public async Task A_page_of_something_in_between_spoils_no_later_call()
    {
        var page = new HttpResponseMessage
        {
            Content = new StringContent("<html>Sign in</html>", MediaTypeHeaderValue.Parse("text/html")),
        };
        _cluster.Then("a", _ => Task.FromResult(page));
        using var open = _cluster.Open("ab");
        for (var i = 0; i < 3; i++) Assert.Equal(1, (await open.CountAsync(Cancel)).Value!.Count);
    }

    [Theory]
    [InlineData("""{"count":""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_answer_that_is_cut_off_or_another_is_an_error(string body)
    {
        using var open = _cluster.Then("a", HttpStatusCode.OK, body).Open("a");
        Assert.Equal(ErrorKind.Unreadable, (await open.CountAsync(Cancel)).Error!.Kind);
    }

    [Theory]
    [InlineData(200, ErrorKind.Unreadable)]
    [InlineData(404, ErrorKind.Unreadable)]
    [InlineData(401, ErrorKind.Unauthorized)]
    [InlineData(502, ErrorKind.Unavailable)]
    public async Task A_page_of_something_in_between_is_an_error(int status, object kind)
    {
        for (var i = 0; i < 2; i++)
            _cluster
                .Then("a", (HttpStatusCode)status, "<html>sorry</html>", "text/html")
                .Then("b", (HttpStatusCode)status, "<html>", "text/html");
        using var open = _cluster.Open("ab");
        var error = (await open.CountAsync(Cancel)).Error!;
        Assert.Equal((kind, (int?)status, "text/html"), (error.Kind, error.Status, error.Type));
    }

    [Fact]
    public async Task A_redirection_is_an_error()
    {
        using var open = _cluster.Then("a", HttpStatusCode.Found, "").Open("a");
        Assert.Equal(
            (ErrorKind.Unreadable, 302),
            ((await open.CountAsync(Cancel)).Error is { } error ? (error.Kind, error.Status!.Value) : default));
    }

    [Fact]
    public async Task Names_are_escaped()
    {
        using var open = _cluster.Open("a");
        await open.ManageAsync((client, token) => client.Indices.RefreshAsync("a/b?c#d", token), Cancel);
        Assert.Equal("/a%2Fb%3Fc%23d/_refresh", Assert.Single(_cluster.Asked).Uri.PathAndQuery);
    }
}
