using System.Net;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Console;

public sealed class OpenIdTests
{
    [Fact]
    public async Task Who_has_a_role_at_the_issuer_gets_in_and_nobody_else()
    {
        await using var issuer = await OpenIdIssuer.StartAsync();
        await using var host = await RunningHost.StartAsync(
            Site.Handbook, ("Console__Authority", issuer.Address), ("Console__ClientId", OpenIdIssuer.ClientId),
            ("Console__ClientSecret", OpenIdIssuer.ClientSecret));
        Assert.DoesNotContain("sign-in?key", host.Printed, StringComparison.Ordinal);

        issuer.Person = new() { ["sub"] = "1", ["name"] = "Ana", ["roles"] = new[] { "agent" } };
        using var ana = await SignInAsync(host);
        Assert.Equal(HttpStatusCode.OK, ana.StatusCode);
        Assert.Equal("/console/", ana.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("blazor.web.js", await ana.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        issuer.Person = new() { ["sub"] = "2", ["name"] = "Eve", ["roles"] = new[] { "reader" } };
        using var eve = await SignInAsync(host);
        Assert.Equal(HttpStatusCode.Forbidden, eve.StatusCode);
        Assert.Contains("You have no role", await eve.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var http = new HttpClient();
        using var forged = await http.GetAsync(
            new Uri(host.Address, "console/signed-in?code=1&state=2"), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    private static async Task<HttpResponseMessage> SignInAsync(RunningHost host)
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        return await http.GetAsync(new Uri(host.Address, "console/"), Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
