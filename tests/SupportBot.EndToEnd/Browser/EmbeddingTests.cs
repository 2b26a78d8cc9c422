using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.EndToEnd.Running;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

/// <summary>The widget on a customer's own site, which is another origin than the host's.</summary>
[Collection(BrowserTests.Name)]
public sealed class EmbeddingTests(Site site)
{
    [Fact]
    public async Task One_script_line_on_an_allowed_site_brings_the_whole_chat()
    {
        await using var shop = await ShopAsync("127.0.0.1");
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(new Uri(shop.Urls.Single()));
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        Assert.Empty(visitor.Complaints);
        Assert.DoesNotContain(
            visitor.RequestsBeyond(site.Address),
            request => request.Authority != new Uri(shop.Urls.Single()).Authority);
    }

    [Fact]
    public async Task On_a_site_that_is_not_allowed_the_chat_says_that_it_cannot_be_reached()
    {
        var shopPort = RunningHost.FreePort();
        await using var host = await RunningHost.StartAsync(
            Site.Handbook, ("WebChat__AllowedOrigins__0", "https://www.example.com"));
        await using var shop = await ShopAsync("127.0.0.1", host.Address, shopPort);
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(new Uri(shop.Urls.Single()));
        await visitor.Launcher.ClickAsync();
        await Expect(visitor.Panel.GetByRole(Microsoft.Playwright.AriaRole.Alert))
            .ToContainTextAsync("cannot be reached", new() { Timeout = 25_000 });
        Assert.Contains(
            visitor.Complaints, complaint => complaint.Contains("frame-ancestors", StringComparison.Ordinal));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/api/webchat/token"))
        {
            Headers = { { "Origin", shop.Urls.Single() } },
        };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }

    /// <summary>A shop whose policy allows nothing but the widget's host.</summary>
    private async Task<WebApplication> ShopAsync(string name, Uri? host = null, int port = 0)
    {
        var source = (host ?? site.Address).GetLeftPart(UriPartial.Authority);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{name}:{port}");
        var shop = builder.Build();
        shop.MapGet("/favicon.ico", () => Results.NoContent());
        shop.MapGet("/", (HttpContext http) =>
        {
                http.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src {source}; frame-src {source}; require-trusted-types-for 'script'";
                return Results.Content(
                    "<!doctype html><html lang=en><title>Shop</title><body><h1>Kettles</h1><script "
                        + $"src='{source}/widget.js' async></script>",
                    "text/html");
        });
        await shop.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }
}
