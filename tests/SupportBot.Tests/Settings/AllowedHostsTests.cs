using System.Net;
using SupportBot.Settings;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Settings;

public sealed class AllowedHostsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hosts");

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("evil.example:5080", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("supportXexample.com", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5080", true)]
    [InlineData("127.0.0.1:1", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("support.example.com", true)]
    [InlineData("bot.internal", true)]
    [InlineData("a.shops.example", true)]
    [InlineData("shops.example", false)]
    public async Task Only_requests_for_our_own_names_are_answered(string name, bool answered)
    {
        await using var host = await ChatHost.StartAsync(_folder, null,
            ("Server:PublicUrl", "https://support.example.com"),
            ("Server:Url", "http://bot.internal:5080;http://0.0.0.0:5081"),
            ("Server:AllowedHosts:0", "*.shops.example"));
        foreach (
            var path in new[]
            {
                "/",
                "/docs/",
                "/widget.js",
                "/widget/frame",
                "/api/webchat/token",
                "/v3/directline/conversations/x",
            })
        {
            var (status, body) = await GetAsync(host, path, name);
            Assert.Equal(answered, status != HttpStatusCode.BadRequest);
            if (!answered) Assert.Contains("add the name to Server:AllowedHosts", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_settings_the_loopback_names_alone_are_answered()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/", "localhost:5080")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(host, "/", "support.example.com")).Status);
    }

    [Fact]
    public async Task A_probe_reaches_the_health_page_by_any_name()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/health", "10.1.2.3:8080")).Status);
    }

    [Fact]
    public async Task A_star_answers_requests_for_any_name()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("Server:AllowedHosts:0", "*"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/", "anything.example")).Status);
    }

    [Theory]
    [InlineData("support.example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("*", true)]
    [InlineData("10.0.0.5", true)]
    [InlineData("[2001:db8::1]", true)]
    [InlineData("https://support.example.com", false)]
    [InlineData("support.example.com:8080", false)]
    [InlineData("support.*.com", false)]
    [InlineData("", false)]
    public void A_host_is_written_without_scheme_and_port(string name, bool valid)
    {
        var result = new SectionValidator<ServerOptions>("Server").Validate(
            null, new ServerOptions { AllowedHosts = [name] });
        Assert.Equal(valid, result.Succeeded);
        if (!valid)
            Assert.Contains(
                $"Server:AllowedHosts: '{name}' is no host name. Write one without scheme", result.FailureMessage);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(ChatHost host, string path, string name)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path))
        {
            Headers = { Host = name },
        };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
