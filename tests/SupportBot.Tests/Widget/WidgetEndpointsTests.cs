using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Brands;
using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot.Tests.Widget;

public sealed class WidgetEndpointsTests
{
    [Fact]
    public async Task The_launcher_is_one_script_of_at_most_ten_kilobytes()
    {
        await using var site = await Site.StartAsync();
        var script = await site.Client.GetByteArrayAsync("/widget.js", Cancel);
        Assert.InRange(script.Length, 2_000, 10 * 1024);
    }

    [Fact]
    public async Task Scripts_travel_compressed_and_are_kept_for_good_under_their_version()
    {
        await using var site = await Site.StartAsync();
        var version = site.Services.GetRequiredService<WidgetFiles>().WebChat.Version;
        foreach (var encoding in new[] { "br", "gzip" })
        {
            using var response = await site.GetAsync($"/widget/webchat.js?v={version}", ("Accept-Encoding", encoding));
            Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
            Assert.InRange(response.Content.Headers.ContentLength!.Value, 100_000, 1_000_000);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
        using var plain = await site.GetAsync("/widget/webchat.js");
        Assert.DoesNotContain("immutable", plain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.InRange((await plain.Content.ReadAsByteArrayAsync(Cancel)).Length, 3_000_000, 5_000_000);
    }

    [Fact]
    public async Task A_browser_that_has_the_script_gets_no_body()
    {
        await using var site = await Site.StartAsync();
        using var first = await site.GetAsync("/widget.js");
        using var second = await site.GetAsync("/widget.js", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task The_frame_may_be_embedded_by_the_allowed_sites_only()
    {
        await using var site = await Site.StartAsync(o => o.AllowedOrigins = ["https://www.example.com"]);
        using var response = await site.GetAsync("/widget/frame");
        Assert.EndsWith("frame-ancestors 'self' https://www.example.com", Policy(response), StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_host_adds_nothing_to_the_policy()
    {
        var policy = ContentSecurityPolicy.ForFrame("n", new HostString("a' *"), "'self'");
        Assert.Contains("connect-src 'self' blob:; worker-src", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_page_has_a_nonce_of_its_own_and_only_it_marks_scripts()
    {
        await using var site = await Site.StartAsync();
        using var first = await site.GetAsync("/widget/frame");
        using var second = await site.GetAsync("/widget/frame");
        Assert.NotEqual(Policy(first), Policy(second));
        Assert.DoesNotContain("unsafe", Policy(first), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/widget/frame?language=de-AT", "lang=\"de\"")]
    [InlineData("/widget/frame?language=xx", "lang=\"en\"")]
    [InlineData("/widget/frame?language=%22%3E%3Cscript%3E&theme=%22onload=x", "data-theme=\"auto\"")]
    [InlineData("/?language=de", "lang=\"de\"")]
    public async Task Pages_speak_the_asked_language_or_English(string address, string expected)
    {
        await using var site = await Site.StartAsync();
        Assert.Contains(expected, await site.Client.GetStringAsync(address, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_page_can_be_switched_off()
    {
        await using var site = await Site.StartAsync(o => o.DemoPage = false);
        using var response = await site.GetAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Policy(HttpResponseMessage response) =>
        response.Headers.GetValues("Content-Security-Policy").Single();

    /// <summary>The widget alone on a real port.</summary>
    private sealed class Site(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };
        public IServiceProvider Services => app.Services;

        public static async Task<Site> StartAsync(Action<WebChatOptions>? configure = null)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder
                .Services.AddSingleton(BrandFiles.Read(new BrandOptions()))
                .AddWidget()
                .Configure(configure ?? (_ => { }))
                .AddSingleton(provider => new OriginRules(
                    provider.GetRequiredService<IOptions<WebChatOptions>>().Value.EffectiveOrigins));
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapWidget();
            await app.StartAsync(Cancel);
            return new Site(app);
        }

        public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            return Client.SendAsync(request, Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.DisposeAsync();
        }
    }
}
