using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Console;

/// <summary>An agent who does not write the customer's language, with a model that translates into capitals.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class TranslationTests(Site site)
{
    [Fact, Trait("Category", "Full")]
    public async Task Both_sides_read_their_own_language()
    {
        await using var model = await StartModelAsync();
        await using var host = await RunningHost.StartAsync(
            Site.Handbook, ("Models__Provider", "compatible"), ("Models__Endpoint", $"{model.Urls.Single()}/v1"),
            ("Models__ChatModel", "capitals"));
        await using var ana = await AgentAtWork.SignInAsync(
            site, "Ana", new BrowserNewContextOptions { Locale = "en-GB" }, host);
        await using var customer = await site.VisitorAsync(new BrowserNewContextOptions { Locale = "de-DE" });
        await customer.GoAsync(host.Address);
        await customer.OpenChatAsync();
        await customer.AskAsync("Ich möchte mit einem Menschen sprechen");
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.Page.GetByText("Translate the messages").ClickAsync();
        await ExpectTranslationAsync(ana, "ICH MÖCHTE MIT EINEM MENSCHEN SPRECHEN");
        await customer.AskAsync("Der Kessel leckt");
        await ExpectTranslationAsync(ana, "DER KESSEL LECKT");

        await ana.Box.FillAsync("Which kettle?\n\nThe blue one?");
        await ana.Page.GetByText("Translate into German").ClickAsync();
        await Assertions.Expect(ana.Box).ToHaveValueAsync("WHICH KETTLE?\n\nTHE BLUE ONE?");
        await ana.Box.PressAsync("Control+Enter");
        await customer.HearsAsync("THE BLUE ONE?");
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        Assert.Empty(ana.Complaints);
    }

    private static Task ExpectTranslationAsync(AgentAtWork agent, string text) => Assertions.Expect(
        agent.Messages.Locator(".translated").Filter(new() { HasTextRegex = new Regex(text) })).ToBeVisibleAsync();

    private static async Task<WebApplication> StartModelAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/chat/completions", async http =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            var asked = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content")
                .GetString()!;
            var translations = Text().Matches(asked).Select(text => text.Groups["text"].Value.ToUpperInvariant());
            http.Response.ContentType = "text/event-stream";
            await WriteAsync(http, new { content = JsonSerializer.Serialize(new { translations }) }, null);
            await WriteAsync(http, new { }, "stop");
            await http.Response.WriteAsync("data: [DONE]\n\n");
        });
        await app.StartAsync();
        return app;
    }

    private static Task WriteAsync(HttpContext http, object delta, string? end)
    {
        var piece = new
        {
            id = "1", @object = "chat.completion.chunk", created = 1, model = "capitals",
            choices = new[] { new { index = 0, delta, finish_reason = end } },
        };
        return http.Response.WriteAsync($"data: {JsonSerializer.Serialize(piece)}\n\n");
    }

    [GeneratedRegex(@"⟦text \d+ \w+⟧\n(?<text>.*)\n")]
    private static partial Regex Text();
}
