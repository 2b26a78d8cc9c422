using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SupportBot.Tests.Channels.Identity;

namespace SupportBot.EndToEnd.Browser;

/// <summary>Visitors of a shop who sign in and out, in one browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class SigningInTests(Site site)
{
    [Fact]
    public async Task Each_visitor_has_a_conversation_of_their_own_and_comes_back_to_it()
    {
        await using var shop = await ShopAsync();
        await using var visitor = await site.VisitorAsync();
        var address = new Uri(shop.Urls.Single());
        await visitor.GoAsync(address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");

        // Ann takes the conversation along, Ben begins one, and nobody sees either after signing out.
        await visitor.GoAsync(new Uri(address, "/?user=ann"));
        await visitor.HearsAsync("three years");
        var ann = Assert.Single(await ConversationsAsync("ann"));
        await visitor.GoAsync(new Uri(address, "/?user=ben"));
        await visitor.HearsAsync("automated assistant");
        Assert.Equal(1, await visitor.Answers.CountAsync());
        Assert.NotEqual(ann, Assert.Single(await ConversationsAsync("ben")));
        await visitor.GoAsync(address);
        await visitor.HearsAsync("automated assistant");
        Assert.Equal(1, await visitor.Answers.CountAsync());
        Assert.NotEqual(ann, await visitor.ConversationAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_identity_that_is_not_valid_leaves_the_visitor_anonymous()
    {
        await using var shop = await ShopAsync(new string('x', 48));
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(new Uri(new Uri(shop.Urls.Single()), "/?user=mallory"));
        await visitor.OpenChatAsync();
        Assert.Empty(await ConversationsAsync("mallory"));
        Assert.Contains(visitor.Complaints, complaint => complaint.Contains("signature", StringComparison.Ordinal));
    }

    private async Task<List<string>> ConversationsAsync(string subject)
    {
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(site.Host.DataFolder, "supportbot.db")};Mode=ReadOnly");
        return [.. await database.QueryAsync<string>(
            "SELECT conversation_id FROM visitor_identity WHERE subject = @subject", new { subject })];
    }

    /// <summary>A shop whose address says who is signed in.</summary>
    private async Task<WebApplication> ShopAsync(string secret = SiteTokens.Secret)
    {
        var source = site.Address.GetLeftPart(UriPartial.Authority);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var shop = builder.Build();
        shop.MapGet("/favicon.ico", () => Results.NoContent());
        shop.MapGet("/", (string? user) =>
        {
            var claims = SiteTokens.Claims(TimeProvider.System.GetUtcNow(), user ?? "");
            var identity = user is null ? "" : $"data-identity='{SiteTokens.Jwt(claims, secret: secret)}'";
            return Results.Content(
                "<!doctype html><html lang=en><title>Shop</title><body><h1>Kettles</h1><script "
                    + $"src='{source}/widget.js' {identity} async></script>",
                "text/html");
        });
        await shop.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }
}
