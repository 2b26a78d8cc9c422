using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.Settings;

namespace SupportBot.Tests.Settings;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task Only_a_trusted_proxy_says_who_the_visitor_is(string? trusted, string expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseTrustedProxies(trusted is null ? [] : [trusted]);
        app.MapGet("/", (HttpContext http) => http.Connection.RemoteIpAddress!.MapToIPv4().ToString());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(expected, await client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_is_no_address_is_named()
    {
        var options = new ServerOptions { TrustedProxies = ["10.0.0.5", "::1", "proxy.example.com"] };
        Assert.Equal(
            "'proxy.example.com' is no address. Write one like 10.0.0.5, or a network like 10.0.0.0/8.",
            Assert.Single(options.Validate(new(options))).ErrorMessage);
    }
}
