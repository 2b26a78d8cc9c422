using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

/// <summary>How answers look on a small phone.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReadabilityTests(Site site)
{
    private const int Width = 360;

    [Fact]
    public async Task Tables_and_code_scroll_within_the_answer_and_code_can_be_copied()
    {
        await using var visitor = await OnPhoneAsync();
        await visitor.AskAsync("Which memberships does the club have?");
        await visitor.HearsAsync("Samovar");
        await visitor.ScrollsAsync("Table");
        await visitor.AskAsync("How do I subscribe to the club calendar?");
        await visitor.HearsAsync("calendar refresh");
        await visitor.ScrollsAsync("Code");

        await visitor.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.EndsWith(
            "--refresh daily\ncalendar refresh",
            await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task An_answer_longer_than_the_window_is_shown_from_its_start()
    {
        await using var visitor = await OnPhoneAsync();
        foreach (var time in new[] { "first", "second" })
        {
            await visitor.AskAsync("How do I prepare a tasting for the club?");
            await Expect(visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "This helped" }))
                .ToHaveCountAsync(time == "first" ? 1 : 2);
            var start = visitor.Chat.GetByText("To prepare a tasting for the club").Last;
            await Expect(start).ToBeInViewportAsync();
            await Expect(visitor.Chat.GetByText("Collect the sheets").Last).Not.ToBeInViewportAsync();
        }
    }

    [Fact]
    public async Task Links_to_pages_and_further_questions_are_buttons_below_the_answer()
    {
        await using var visitor = await site.VisitorAsync(Phone);
        IWebSocketRoute? stream = null;
        await visitor.Page.RouteWebSocketAsync(
            url => url.Contains("/stream", StringComparison.Ordinal),
            socket =>
            {
                stream = socket;
                socket.ConnectToServer();
            });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        stream!.Send(Suggestions(await visitor.ConversationAsync()));

        await Expect(visitor.SeeAlso).ToContainTextAsync("See also");
        await Expect(visitor.SeeAlso.GetByRole(AriaRole.Link)).ToHaveTextAsync("The club");
        var link = visitor.Chat.GetByRole(AriaRole.Link, new() { Name = "Warranty" });
        var page = await visitor.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "docs/warranty.md").ToString());
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());
        await visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "How long does it last?" }).ClickAsync();
        await Expect(visitor.Questions.Last).ToHaveTextAsync("How long does the warranty last?");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Where_there_is_little_height_an_answer_and_the_input_are_seen_beside_suggestions()
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions
        {
            Locale = "de-DE",
            ViewportSize = new ViewportSize { Width = 320, Height = 256 },
        });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        foreach (var (width, height, transcript) in ((int, int, int)[])[(320, 256, 80), (Width, 400, 200)])
        {
            await visitor.Page.SetViewportSizeAsync(width, height);
            await Expect(visitor.Suggestions).ToHaveCountAsync(3);
            await visitor.Panel.EvaluateAsync(
                "panel => Promise.all(panel.getAnimations().map(animation => animation.finished))");
            await Expect(visitor.Input).ToBeInViewportAsync(new() { Ratio = 1 });
            var box = (await visitor.Chat.Locator(".webchat__basic-transcript").BoundingBoxAsync())!;
            Assert.InRange(box.Height, transcript, height);
            await visitor.SettledAsync();
            Assert.Empty(await visitor.BarriersAsync());
        }
        Assert.Empty(visitor.Complaints);
    }

    private static BrowserNewContextOptions Phone => new()
    {
        Locale = "en-GB",
        ViewportSize = new ViewportSize { Width = Width, Height = 720 },
    };

    private async Task<Visitor> OnPhoneAsync()
    {
        var visitor = await site.VisitorAsync(Phone);
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        return visitor;
    }

    private static string Suggestions(string conversation) => JsonSerializer.Serialize(new
    {
        activities = new[]
        {
            new
            {
                type = "message",
                id = $"{conversation}|0000999",
                timestamp = TimeProvider.System.GetUtcNow(),
                from = new { id = "bot", role = "bot" },
                text = "These sections may help:",
                attachments = new[]
                {
                    Card(
                        "", ("openUrl", "Warranty", "/docs/warranty.md"),
                        ("imBack", "How long does it last?", "How long does the warranty last?")),
                    Card("See also", ("openUrl", "The club", "/docs/club.md")),
                },
            },
        },
        watermark = "2",
    });

    private static object Card(string title, params (string Type, string Title, string Value)[] buttons) => new
    {
        contentType = "application/vnd.microsoft.card.hero",
        content = new
        {
            title,
            buttons = buttons.Select(one => new { type = one.Type, title = one.Title, value = one.Value }),
        },
    };
}
