using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Tests.Authentication;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Microsoft's <c>botframework-connector</c> and we judge the same tokens of one local issuer.</summary>
public sealed class ConnectorTokenTests
{
    /// <summary>Where we refuse what Microsoft's package accepts, and why.</summary>
    private static readonly Dictionary<string, string> Stricter = new()
    {
        ["RS384"] = "channels sign with RS256; one algorithm is enough",
        ["RS512"] = "channels sign with RS256; one algorithm is enough",
        ["no expiry"] = "a token that never ends is worth stealing",
        ["a token of 20,000 characters"] = "channels send a tenth of that; nobody shall make us verify more",
    };

    [Fact]
    public async Task Our_verdict_is_that_of_Microsofts_package_or_stricter_for_a_reason()
    {
        using var issuer = new Issuer(TimeProvider.System.GetUtcNow());
        await using var published = await PublishAsync(issuer);
        var rows = TokenMatrix.Good.Select(row => (row.Key, Header: (string?)row.Value(issuer)))
            .Concat(TokenMatrix.Bad.Select(row => (row.Key, Header: row.Value(issuer))))
            .ToDictionary(row => row.Key, row => row.Header);
        Assert.InRange(rows.Count, 40, 200);

        var theirs = await AskAsync(published.Urls.Single(), rows);
        var tokens = issuer.Tokens();
        var different = new List<string>();
        foreach (var (name, header) in rows)
            if (
                await tokens.VerifyAsync(header, TestContext.Current.CancellationToken) is TokenVerdict.Accepted
                != theirs[name])
                different.Add(name);
        Assert.Equal(Stricter.Keys.Order(), different.Order());
    }

    private static Task<Dictionary<string, bool>> AskAsync(string issuer, Dictionary<string, string?> rows) =>
        NodeScript.AskAsync<Dictionary<string, bool>>("connector-tokens.mjs",
            new
            {
                metadata = $"{issuer}/metadata",
                appId = Issuer.AppId,
                serviceUrl = Issuer.ServiceUrl,
                channelId = "msteams",
                rows,
            });

    private static async Task<WebApplication> PublishAsync(Issuer issuer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet(
            "/metadata",
            (HttpRequest request) =>
                Results.Json(new { issuer = BotCloud.Public.Issuer, jwks_uri = $"http://{request.Host}/keys" }));
        app.MapGet("/keys", () => Results.Json(issuer.Published()));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
