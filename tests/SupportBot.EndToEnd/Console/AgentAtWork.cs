using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Console;

/// <summary>Somebody who answers customers in the agent console.</summary>
internal sealed partial class AgentAtWork : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Used = new();

    private const string KeepSockets = """
        window.sockets = [];
        window.WebSocket = class extends WebSocket {
            constructor(...values) { super(...values); window.sockets.push(this); }
        };
        """;

    private readonly Visitor _browser;

    private AgentAtWork(Visitor browser) => _browser = browser;

    public IPage Page => _browser.Page;

    public ILocator Cases => Page.Locator(".list .case");

    public ILocator Messages => Page.Locator(".log .message");

    public ILocator Box => Page.Locator(".composer textarea");

    public ILocator Claim => Page.Locator(".actions").GetByText("Take conversation");

    public ILocator Banner => Page.Locator("#components-reconnect-modal");

    public IEnumerable<string> Complaints => _browser.Complaints;

    /// <summary>Signs in by the link that the host printed last.</summary>
    /// <param name="site">The browser, and the host unless there is another.</param>
    /// <param name="name">The agent's name.</param>
    /// <param name="options">Size, language, colour scheme of the browser.</param>
    /// <param name="host">Another host.</param>
    public static async Task<AgentAtWork> SignInAsync(
        Site site, string name, BrowserNewContextOptions? options = null, RunningHost? host = null)
    {
        var browser = await site.VisitorAsync(options);
        var agent = new AgentAtWork(browser);
        await agent.Page.AddInitScriptAsync(KeepSockets);
        await agent.Page.GotoAsync(await NewLinkAsync(host ?? site.Host));
        await agent.Page.GetByLabel("Your name").FillAsync(name);
        await agent.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await agent.ReadyAsync();
        return agent;
    }

    /// <summary>Waits until the inbox is shown and keys work.</summary>
    public async Task ReadyAsync()
    {
        await Assertions.Expect(Page.Locator("html[data-ready]")).ToBeAttachedAsync(
            new LocatorAssertionsToBeAttachedOptions { Timeout = 30_000 });
        await Assertions.Expect(Page.Locator(".inbox")).ToBeVisibleAsync(
            new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
    }

    /// <summary>Opens the case of a customer, among all that are open.</summary>
    public async Task OpenAsync(Visitor customer)
    {
        await Page.Locator(".filters").GetByText("All open").ClickAsync();
        var name = await NameOfAsync(customer);
        await Cases.Filter(new LocatorFilterOptions { HasText = name }).ClickAsync(
            new LocatorClickOptions { Timeout = 15_000 });
        await Assertions.Expect(Page.Locator(".thread h1")).ToHaveTextAsync(name);
    }

    /// <summary>Waits until no case of a customer is in the list.</summary>
    public async Task ExpectGoneAsync(Visitor customer) => await Assertions.Expect(
        Cases.Filter(new LocatorFilterOptions { HasText = await NameOfAsync(customer) })).ToHaveCountAsync(0);

    /// <summary>Takes the open case and waits until it is this agent's, and what is written is a reply.</summary>
    public async Task ClaimAsync()
    {
        await Claim.ClickAsync();
        await Assertions.Expect(Page.Locator(".thread .owner")).ToHaveTextAsync("You");
        await Assertions.Expect(Page.Locator(".composer")).ToHaveAttributeAsync("data-mode", "reply");
    }

    /// <summary>Takes the open case at an instant, in milliseconds of Unix time; a colleague may be faster.</summary>
    public Task ClaimAtAsync(long instant) => Claim.EvaluateAsync(
        "(button, instant) => { setTimeout(() => button.click(), instant - Date.now()); }", instant);

    /// <summary>From now on the connection is silent, though it looks open.</summary>
    public Task MuteAsync() => Page.EvaluateAsync(
        "() => window.sockets.forEach(socket => { socket.send = () => {}; })");

    /// <summary>From now on the browser hears nothing of the host, which still hears the browser.</summary>
    public Task DeafenAsync() => Page.EvaluateAsync(
        "() => window.sockets.forEach(socket => { socket.onmessage = () => {}; })");

    /// <summary>Waits until the newest message is in sight, or is not.</summary>
    public Task FollowsAsync(bool follows = true) => Page.WaitForFunctionAsync(
        """
        follows => {
          const log = document.querySelector('.thread .log');
          return (log.scrollHeight - log.scrollTop - log.clientHeight < 40) === follows;
        }
        """, follows);

    /// <summary>Whether no part of the page scrolls sideways, except tables and code by themselves.</summary>
    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>(
        """
        () => [...document.querySelectorAll('.shell, .inbox, .list, .thread, .log, .side, .report')]
          .every(part => part.scrollWidth <= part.clientWidth)
        """);

    /// <summary>The controls that lie beyond the edge of the window, where nothing can be scrolled to them.</summary>
    public Task<string[]> UnreachableAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('nav a, button, summary, select, input, textarea, fluent-button')]
          .filter(control => control.checkVisibility() && !control.closest('.hidden, .items, dialog, .report'))
          .filter(control => {
            const { left, right } = control.getBoundingClientRect();
            return left < 0 || right > innerWidth;
          })
          .map(control => control.outerHTML)
        """);

    /// <summary>
    /// Breaks the connection to the host, and keeps the browser from another. It is told at once: the host may be slow
    /// to agree that a socket is closed.
    /// </summary>
    public async Task GoOfflineAsync()
    {
        await Page.Context.SetOfflineAsync(true);
        await Page.EvaluateAsync(
            """
            () => window.sockets.forEach(socket => {
              const tell = socket.onclose;
              socket.onclose = null;
              socket.close();
              tell?.call(socket, new CloseEvent('close', { code: 1006 }));
            })
            """);
    }

    /// <summary>Writes in the box and sends it by key.</summary>
    public async Task WriteAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Control+Enter");
    }

    /// <summary>Sends what stands in the box, and waits until the host has taken it.</summary>
    public async Task SendAsync()
    {
        await Box.PressAsync("Control+Enter");
        try
        {
            await Assertions.Expect(Box).ToHaveValueAsync("");
        }
        catch (PlaywrightException)
        {
            Assert.Fail(
                $"It was not sent. The console shows: {await Page.Locator("body").InnerTextAsync()}\n"
                    + string.Join('\n', Complaints));
        }
    }

    /// <summary>Waits until the conversation shows this text.</summary>
    public Task ReadsAsync(string text) => Assertions.Expect(
        Messages.Filter(new LocatorFilterOptions { HasText = text })).ToHaveCountAsync(
            1, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });

    /// <summary>Presses a key with Alt, and tells what the box is for right after that: a reply or a note.</summary>
    public Task<string> ModeAfterAltAsync(char key) => Page.EvaluateAsync<string>(
        """
        key => {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true }));
          return document.querySelector('.composer').dataset.mode;
        }
        """, $"{key}");

    public Task<IEnumerable<string>> BarriersAsync() => _browser.BarriersAsync();

    public async ValueTask DisposeAsync()
    {
        // Nothing is open, and nobody is there, for the tests that follow.
        if (await Page.Locator(".actions").GetByText("Resolve").IsVisibleAsync())
        {
            await Page.Keyboard.PressAsync("Alt+E");
            await Assertions.Expect(Page.Locator(".actions").GetByText("Resolve")).ToHaveCountAsync(0);
        }
        var signOut = new Uri(new Uri(Page.Url), "/console/sign-out");
        // An open console would leave for another page while the browser closes.
        await Page.GotoAsync("about:blank");
        await Page.APIRequest.PostAsync(signOut.ToString());
        await _browser.DisposeAsync();
    }

    private static async Task<string> NameOfAsync(Visitor customer) =>
        $"Visitor {(await customer.ConversationAsync())[..4]}";

    private static async Task<string> NewLinkAsync(RunningHost host)
    {
        while (true)
        {
            var link = Link().Matches(host.Printed).LastOrDefault()?.Value;
            if (link is not null && Used.TryAdd(link, true)) return link;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"http\S+/console/sign-in\?key=\w+")]
    private static partial Regex Link();
}
