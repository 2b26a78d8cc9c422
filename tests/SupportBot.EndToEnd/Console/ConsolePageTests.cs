using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Browser;

namespace SupportBot.EndToEnd.Console;

[Collection(BrowserTests.Name)]
public sealed class ConsolePageTests(Site site)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1024)]
    public async Task The_console_has_no_barriers(ColorScheme scheme, int width)
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana", new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        await using var customer = await site.VisitorAsync();
        var details = ana.Page.Locator(".side");
        await customer.GoAsync(site.Address);
        await customer.OpenChatAsync();
        await customer.AskAsync("I want to talk to a human");
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.Page.Keyboard.PressAsync("Alt+P");
        await ana.WriteAsync("Please look, @Ben");
        await ana.ReadsAsync("Please look");
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        await ana.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(ana.Page.Locator("dialog.palette[open] li").First).ToBeVisibleAsync();
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.SetViewportSizeAsync(640, 400);
        Assert.Empty(await ana.UnreachableAsync());
        foreach (var close in (Func<Task>[])[PressCloseAsync, PressEscapeAsync])
        {
            await ana.Page.Locator(".thread .toggle").ClickAsync();
            await Assertions.Expect(details).ToBeVisibleAsync();
            await close();
            await Assertions.Expect(details).Not.ToBeVisibleAsync();
        }
        Assert.Empty(ana.Complaints);

        Task PressCloseAsync() => details.GetByText("Close", new() { Exact = true }).ClickAsync();

        Task PressEscapeAsync() => ana.Page.Keyboard.PressAsync("Escape");
    }

    [Fact]
    public async Task On_a_phone_the_list_or_a_conversation_is_shown_and_nothing_is_wider_than_the_screen()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        await using var customer = await site.VisitorAsync();
        var (list, details) = (ana.Page.Locator(".list"), ana.Page.Locator(".side"));
        var back = ana.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" });
        foreach (var page in (string[])["Conversations", "Team"])
        {
            await ana.Page.GetByRole(AriaRole.Link, new() { Name = page, Exact = true }).ClickAsync();
            await Assertions.Expect(ana.Page.Locator(".report h1")).ToHaveTextAsync(page);
            await ExpectToFitAsync();
        }
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox", Exact = true }).ClickAsync();
        await customer.GoAsync(site.Address);
        await customer.OpenChatAsync();
        await customer.AskAsync("I want to talk to a human");
        await ana.OpenAsync(customer);
        await Assertions.Expect(list).Not.ToBeVisibleAsync();
        await ana.ClaimAsync();
        await ana.WriteAsync("Please see **this** [guide](https://guide.example/)");
        await customer.HearsAsync("Please see this guide");
        await ExpectToFitAsync();
        await Assertions.Expect(ana.Box).ToBeInViewportAsync(new() { Ratio = 1 });
        await ana.Page.Locator("[data-menu=snooze] summary").ClickAsync();
        await ana.Page.GetByText("For 1 hour").ClickAsync();
        await Assertions.Expect(ana.Page.Locator(".thread fluent-badge")).ToContainTextAsync("Snoozed until");
        await ExpectToFitAsync();
        await ana.Page.Locator(".thread .toggle").ClickAsync();
        await ExpectToFitAsync();
        await details.GetByText("Close", new() { Exact = true }).ClickAsync();
        await back.ClickAsync();
        await Assertions.Expect(ana.Page).ToHaveURLAsync(new Regex(@"/console/\?view=mine$"));
        await Assertions.Expect(ana.Cases.GetByText("Please see this guide")).ToBeVisibleAsync();
        await ExpectToFitAsync();
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        await ana.Cases.ClickAsync();
        await Assertions.Expect(back).ToBeVisibleAsync();
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        Assert.Empty(ana.Complaints);

        async Task ExpectToFitAsync()
        {
            Assert.True(await ana.FitsAsync());
            Assert.Empty(await ana.UnreachableAsync());
        }
    }

    [Fact]
    public async Task An_agent_writes_replies_and_notes_and_snoozes_a_conversation()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await site.VisitorAsync();
        await customer.GoAsync(site.Address);
        await customer.OpenChatAsync();
        await ana.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(ana.Page.Locator("dialog[open]").GetByText("Write a note")).ToBeVisibleAsync();
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Team" }).ClickAsync();
        await Assertions.Expect(ana.Page).ToHaveTitleAsync(new Regex(@"^(\(\d+\) )?Team – Agent console$"));
        await customer.AskAsync("I want to talk to a human");
        await Assertions.Expect(ana.Page).ToHaveTitleAsync(new Regex(@"^\(\d+\) Team – Agent console$"));
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Inbox" }).ClickAsync();
        await Assertions.Expect(ana.Page).ToHaveTitleAsync(new Regex(@"^\(\d+\) Inbox – Agent console$"));
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        // What is typed at once is no reply that should be a note.
        Assert.Equal("note", await ana.ModeAfterAltAsync('p'));
        await Assertions.Expect(ana.Page.Locator("[data-choose=reply]")).ToBeEnabledAsync();
        Assert.Equal("reply", await ana.ModeAfterAltAsync('l'));
        await customer.AskAsync("How long does the warranty last?");
        await ana.ReadsAsync("How long does the warranty last?");
        await ana.Page.Locator("[data-choose=note]").ClickAsync();
        await ana.Page.GetByText("Suggest a reply").ClickAsync();
        await Assertions.Expect(ana.Box).ToHaveValueAsync(new Regex("three years"));
        await Assertions.Expect(ana.Page.Locator(".composer")).ToHaveAttributeAsync("data-mode", "reply");
        await ana.Box.FillAsync("Before  after");
        await ana.Box.EvaluateAsync("box => box.setSelectionRange(7, 7)");
        await ana.Box.PressSequentiallyAsync("/mom");
        await ana.Box.PressAsync("Enter");
        await Assertions.Expect(ana.Box).ToHaveValueAsync(
            "Before Thank you. Give me a few minutes to look into this; I will write here. after");
        await ana.Box.FillAsync("/hello");
        await ana.Box.PressAsync("Enter");
        await Assertions.Expect(ana.Box).ToHaveValueAsync(
            "Hello, this is Ana. I am reading what you wrote so far.");
        await ExpectStatusAsync(ana);
        await ExpectSnoozeAsync(ana);
    }

    // What was refused is said, and not for longer than it matters.
    private static async Task ExpectStatusAsync(AgentAtWork ana)
    {
        var status = ana.Page.Locator(".composer .status");
        await ana.Page.Locator(".composer input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "run.exe", MimeType = "application/octet-stream", Buffer = [0x4D, 0x5A, 0] });
        await Assertions.Expect(status).ToContainTextAsync("Not sent: the file is too large");
        // On a Mac, Option makes another character of the letter.
        await ana.Box.EvaluateAsync("""
            box => box.dispatchEvent(new KeyboardEvent(
              'keydown', { key: 'π', code: 'KeyP', altKey: true, bubbles: true, cancelable: true }))
            """);
        await Assertions.Expect(status).ToBeEmptyAsync();
        await Assertions.Expect(ana.Box).ToHaveAttributeAsync("maxlength", "4000");
        await ana.Box.EvaluateAsync("box => { box.value = 'x'.repeat(4001); box.dispatchEvent(new Event('input')); }");
        await ana.Box.PressAsync("Control+Enter");
        await Assertions.Expect(status).ToHaveTextAsync("This is longer than 4000 characters. Please shorten it.");
        await ana.WriteAsync("Short enough");
        await ana.ReadsAsync("Short enough");
        await Assertions.Expect(status).ToBeEmptyAsync();
    }

    private static async Task ExpectSnoozeAsync(AgentAtWork ana)
    {
        await ana.Page.Keyboard.PressAsync("Alt+M");
        await ana.Page.Locator("[data-menu=snooze] input").FillAsync("2020-01-01T09:00");
        await ana.Page.GetByText("Snooze until then").ClickAsync();
        await Assertions.Expect(ana.Page.Locator(".notice")).ToHaveTextAsync(
            "Not snoozed: choose a time between now and one year from now.");
        await ana.Page.Keyboard.PressAsync("Alt+M");
        await ana.Page.GetByText("For 1 hour").ClickAsync();
        await Assertions.Expect(ana.Cases.GetByText("Snoozed until")).ToBeVisibleAsync();
        await Assertions.Expect(ana.Page.Locator(".thread fluent-badge")).ToContainTextAsync("Snoozed until");
        await Assertions.Expect(ana.Page.Locator(".notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_supervisor_sets_what_an_agent_takes_and_signs_out()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Team" }).ClickAsync();
        await ana.Page.GetByLabel("Cases of Ana").FillAsync("7");
        await ana.Page.GetByLabel("Languages of Ana").FillAsync("german");
        var row = ana.Page.Locator("tr").Filter(new() { Has = ana.Page.GetByLabel("Cases of Ana") });
        await row.GetByText("Save").ClickAsync();
        await Assertions.Expect(ana.Page.GetByText("'german' is no language code")).ToBeVisibleAsync();
        await ana.Page.GetByLabel("Languages of Ana").FillAsync("en, de");
        await row.GetByText("Save").ClickAsync();
        await Assertions.Expect(ana.Page.GetByText("Saved for Ana.")).ToBeVisibleAsync();
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        await ana.Page.ReloadAsync();
        await Assertions.Expect(ana.Page.GetByLabel("Languages of Ana")).ToHaveValueAsync("en, de");
        await Assertions.Expect(ana.Page.GetByLabel("Cases of Ana")).ToHaveValueAsync("7");
        await ana.Page.GetByLabel("Languages of Ana").FillAsync("");
        await row.GetByText("Save").ClickAsync();
        await Assertions.Expect(ana.Page.GetByText("Saved for Ana.")).ToBeVisibleAsync();
        await ExpectOthersWorkAsync(ana);
        await ExpectTabsEndAsync(ana);
    }

    // What another supervisor saved is shown, and not undone by the next save.
    private async Task ExpectOthersWorkAsync(AgentAtWork ana)
    {
        await using var database = await Database.OpenAsync(
            Path.Combine(site.Host.DataFolder, "supportbot.db"), TestContext.Current.CancellationToken);
        var agents = new AgentStore(database, "default", TimeSpan.FromMinutes(1), TimeProvider.System);
        await agents.SetWorkAsync("local-ana", 5, ["billing"], [], TestContext.Current.CancellationToken);
        await ana.Page.GetByLabel("Your availability").SelectOptionAsync("Away");
        await Assertions.Expect(ana.Page.GetByLabel("Skills of Ana")).ToHaveValueAsync("billing");
        await agents.SetWorkAsync("local-ana", 5, [], [], TestContext.Current.CancellationToken);
    }

    // Whoever signs out has signed out in all tabs, one without a connection too; a copy of the cookie is of no use.
    private async Task ExpectTabsEndAsync(AgentAtWork ana)
    {
        var missing = await ana.Page.GotoAsync(new Uri(site.Address, "console/nonsense").ToString());
        Assert.Equal((int)HttpStatusCode.NotFound, missing!.Status);
        await Assertions.Expect(ana.Page.GetByText("This page does not exist")).ToBeVisibleAsync();
        var cookies = await ana.Page.Context.CookiesAsync();
        var other = await ana.Page.Context.NewPageAsync();
        await other.GotoAsync(ana.Page.Url);
        await Assertions.Expect(other.GetByText("This page does not exist")).ToBeVisibleAsync();
        await ana.Page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await ana.Page.EvaluateAsync("() => window.sockets.forEach(socket => socket.close())");
        await Assertions.Expect(ana.Banner).ToBeVisibleAsync();
        await ana.Page.APIRequest.PostAsync(new Uri(site.Address, "console/sign-out").ToString());
        await Assertions.Expect(other.GetByText("You are signed out")).ToBeVisibleAsync();
        await Assertions.Expect(ana.Page.GetByText("You are signed out")).ToBeVisibleAsync();
        await ana.Page.Context.AddCookiesAsync(cookies.Select(each => new Microsoft.Playwright.Cookie
        {
            Name = each.Name, Value = each.Value, Domain = each.Domain, Path = each.Path,
        }));
        var again = await other.GotoAsync(new Uri(site.Address, "console/").ToString());
        Assert.Equal((int)HttpStatusCode.Unauthorized, again!.Status);
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_picture_that_the_browser_cannot_draw_is_refused()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await ana.Page.Locator(".top .menu summary").ClickAsync();
        await ana.Page.Locator(".top input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "ana.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await Assertions.Expect(ana.Page.GetByText("This file cannot be used.")).ToBeVisibleAsync(
            new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Strangers_see_nothing_of_the_console()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = site.Address,
        };
        foreach (var path in
            (string[])["console/", "console/conversations", "console/cases/1", "console/_blazor/negotiate"])
        {
            using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains(
                "script-src 'self'; style-src 'self' 'unsafe-inline'",
                response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains(
                "frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal);
        }
        using var wrong = await http.GetAsync("console/sign-in?key=0", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        using var page = await http.GetAsync("", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            "unsafe-inline", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "console/sign-out");
        foreign.Headers.Add("Origin", "https://evil.example");
        using var refused = await http.SendAsync(foreign, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
