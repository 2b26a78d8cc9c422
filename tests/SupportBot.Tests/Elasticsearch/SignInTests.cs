using System.Net;
using SupportBot.Elasticsearch;

namespace SupportBot.Tests.Elasticsearch;

public sealed class SignInTests
{
    private const string Secret = "hush-hush";

    [Fact]
    public async Task Without_a_key_or_user_nobody_signs_in() => Assert.Null((await AskAsync(_ => { })).Authorization);

    [Theory]
    [InlineData("VnVhQ2ZH", "ApiKey VnVhQ2ZH")]
    [InlineData("id:key", "ApiKey aWQ6a2V5")]
    public async Task A_key_goes_as_it_is_shown_or_from_its_parts(string key, string header) =>
        Assert.Equal(header, (await AskAsync(options => options.ApiKey = key)).Authorization);

    [Fact]
    public async Task A_name_and_password_go_from_the_settings_or_from_the_address()
    {
        Assert.Equal(
            "Basic dTpwOnc=",
            (await AskAsync(options => (options.UserName, options.Password) = ("u", "p:w"))).Authorization);
        var asked = await AskAsync(options => options.Urls = ["http://u:p%3Aw@a:9200"]);
        Assert.Equal(("Basic dTpwOnc=", "http://a:9200/i/_count"), (asked.Authorization, asked.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task No_error_repeats_a_secret()
    {
        var cluster = new ClusterDouble().Then(
            "a",
            HttpStatusCode.Unauthorized,
            $$$"""{"error":{"type":"security_exception","reason":"wrong key {{{Secret}}}"},"status":401}""");
        cluster
            .ThenThrows("a", HttpRequestError.SecureConnectionError)
            .ThenThrows("a", HttpRequestError.SecureConnectionError);
        using var open = cluster.Open(
            "a", TimeProvider.System, options => options.Urls = [$"http://u:{Secret}@a:9200"]);
        for (var i = 0; i < 2; i++)
        {
            var error = (await open.CountAsync(TestContext.Current.CancellationToken)).Error!;
            Assert.Equal(i == 0 ? ErrorKind.Unauthorized : ErrorKind.Unavailable, error.Kind);
            Assert.DoesNotContain(Secret, $"{error} {error.Message}", StringComparison.Ordinal);
        }
    }

    private static async Task<Asked> AskAsync(Action<ElasticsearchOptions> set)
    {
        var cluster = new ClusterDouble();
        using var open = cluster.Open("a", set: set);
        await open.CountAsync(TestContext.Current.CancellationToken);
        return Assert.Single(cluster.Asked);
    }
}
