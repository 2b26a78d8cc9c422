using System.Net;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Tests.Elasticsearch;

public sealed class ProtocolTests : IDisposable
{
    private readonly ClusterDouble _cluster = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Both_headers_name_the_version_and_lines_have_a_type_of_their_own()
    {
        using var client = _cluster.Client("a");
        await client.Searches.CountAsync("i", Query.MatchAll, Cancel);
        await client.Searches.MultiSearchAsync("i", [new SearchBody { Size = 1 }], Cancel);
        await client.Indices.RefreshAsync("i", Cancel);
        const string json = "application/vnd.elasticsearch+json;compatible-with=8";
        Assert.Equal([(json, json), (json, "application/vnd.elasticsearch+x-ndjson;compatible-with=8"), (json, null)],
            _cluster.Asked.Select(asked => (asked.Accept, asked.ContentType)));
    }

    [Fact]
    public async Task Each_node_must_show_once_that_it_is_Elasticsearch()
    {
        _cluster.Then("a", _ => Task.FromResult(Nameless())).Then("b", HttpStatusCode.OK, """{"count":1}""").Then("b", _ => Task.FromResult(Nameless()));
        using var client = _cluster.Client("ab");
        var first = (await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Error!;
        Assert.Equal(ErrorKind.OtherProduct, first.Kind);
        Assert.Contains("X-elastic-product", first.Message, StringComparison.Ordinal);
        Assert.True((await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Succeeded);
        await client.Searches.CountAsync("i", Query.MatchAll, Cancel);
        Assert.Equal(2, (await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Value);

        static HttpResponseMessage Nameless()
        {
            var answer = ClusterDouble.Answer(HttpStatusCode.OK, """{"count":2}""");
            answer.Headers.Clear();
            return answer;
        }
    }

    [Theory]
    [InlineData("""{"count":""")]
    [InlineData("""{"total":1}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_answer_that_is_cut_off_or_another_is_an_error(string body)
    {
        using var client = _cluster.Then("a", HttpStatusCode.OK, body).Client("a");
        Assert.Equal(ErrorKind.Unreadable, (await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Error!.Kind);
    }

    [Theory]
    [InlineData(200, ErrorKind.Unreadable)]
    [InlineData(404, ErrorKind.Unreadable)]
    [InlineData(401, ErrorKind.Unauthorized)]
    [InlineData(502, ErrorKind.Unavailable)]
    public async Task A_page_of_something_in_between_is_an_error(int status, object kind)
    {
        for (var i = 0; i < 2; i++) _cluster.Then("a", (HttpStatusCode)status, "<html>sorry</html>", "text/html").Then("b", (HttpStatusCode)status, "<html>", "text/html");
        using var client = _cluster.Client("ab");
        var error = (await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Error!;
        Assert.Equal((kind, (int?)status, "text/html"), (error.Kind, error.Status, error.Type));
    }

    [Fact]
    public async Task A_redirection_is_an_error()
    {
        using var client = _cluster.Then("a", HttpStatusCode.Found, "").Client("a");
        Assert.Equal((ErrorKind.Unreadable, 302), ((await client.Searches.CountAsync("i", Query.MatchAll, Cancel)).Error is { } error ? (error.Kind, error.Status!.Value) : default));
    }

    [Fact]
    public async Task Names_are_escaped()
    {
        using var client = _cluster.Client("a");
        await client.Indices.RefreshAsync("a/b?c#d", Cancel);
        Assert.Equal("/a%2Fb%3Fc%23d/_refresh", Assert.Single(_cluster.Asked).Uri.PathAndQuery);
    }
}
