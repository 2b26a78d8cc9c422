using System.Net;

namespace SupportBot.Tests.Channels;

public sealed class ResponseHeadersTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headers");
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private ChatHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await ChatHost.StartAsync(_folder);
        _http.BaseAddress = _host.Address;
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/docs")]
    [InlineData("GET", "/docs/")]
    [InlineData("GET", "/docs/nothing.png")]
    [InlineData("GET", "/widget.js")]
    [InlineData("GET", "/nothing")]
    [InlineData("DELETE", "/widget.js")]
    [InlineData("POST", "/api/webchat/token")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("OPTIONS", "/v3/directline/conversations")]
    public async Task No_browser_guesses_the_type_of_a_reply(string method, string path)
    {
        using var reply = await SendAsync(method, path);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/docs/")]
    [InlineData("/docs/nothing.md")]
    [InlineData("/widget.js")]
    [InlineData("/widget/frame")]
    [InlineData("/widget/icon.svg")]
    public async Task HEAD_is_answered_like_GET_but_without_a_body(string path)
    {
        using var get = await SendAsync("GET", path);
        using var head = await SendAsync("HEAD", path);
        Assert.Equal(
            (get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.OK)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    public async Task A_visitors_token_is_not_to_be_stored_by_a_cache(string body, HttpStatusCode status)
    {
        using var content = new StringContent(body);
        using var reply = await _http.PostAsync("/api/webchat/token", content, TestContext.Current.CancellationToken);
        Assert.Equal((status, "no-store"), (reply.StatusCode, reply.Headers.CacheControl?.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path) =>
        _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
}
