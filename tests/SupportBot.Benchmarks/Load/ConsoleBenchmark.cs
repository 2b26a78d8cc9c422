using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBot.Benchmarks.Streaming;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// An agent's real browser beside many customers with open sockets: how soon a customer sees what the agent wrote, how
/// soon the console shows many open cases and what changes in them, and what many open consoles need.
/// </summary>
internal sealed partial class ConsoleBenchmark(BuiltHost host, IBrowserContext browser) : IDisposable
{
    private const int Sockets = 2_000;
    private const int Cases = 500;
    private const int Consoles = 100;
    private const int Paints = 10;
    private const int Updates = 50;

    private static readonly string[] Programs =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly List<StreamingVisitor> _customers = [];

    public static async Task<int> RunAsync()
    {
        if (Programs.FirstOrDefault(File.Exists) is not { } program)
        {
            Console.WriteLine("skipped: Chromium is missing");
            return 0;
        }
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
        await using var host = await BuiltHost.StartAsync(
            "# Hello\n\nThe bot says hello.\n", ("Search__Embedding", "none"), ("Handoff__AgentAbsenceSeconds", "600"));
        await using var browser = await chromium.NewContextAsync();
        using var benchmark = new ConsoleBenchmark(host, browser);
        return await benchmark.MeasureAsync();
    }

    public void Dispose()
    {
        foreach (var customer in _customers) customer.Dispose();
    }

    private async Task<int> MeasureAsync()
    {
        var figures = new Figures();
        var agent = await SignInAsync();
        await ArriveAsync();
        figures.Report("Sockets open", _customers.Count, "");
        figures.Report("Cases open", Cases, "");
        figures.Report("Resident set with one console", host.Memory("VmRSS"), "MiB");

        var paints = await Repeat(Paints, _ => PaintAsync());
        figures.AtMost("Console: first contentful paint, slowest", paints.Max(paint => paint.First), 1500, "ms");
        figures.AtMost("Console: the cases are shown, slowest", paints.Max(paint => paint.Cases), 1500, "ms");

        await OpenAllAsync(agent);
        var updates = await Repeat(Updates, i => UpdateAsync(agent, _customers[0], $"Update {i} of the first"));
        figures.AtMost("Console: a message of a customer is shown, p95", P95(updates), 300, "ms");

        await ClaimAsync(agent);
        var replies = await Repeat(Updates, i => ReplyAsync(agent, $"Reply {i} to the customer"));
        figures.AtMost("Agent to customer, p95", P95(replies), 500, "ms");

        var before = host.Memory("VmRSS");
        for (var i = 1; i < Consoles; i++) await OpenConsoleAsync();
        figures.Report($"Resident set with {Consoles} consoles", host.Memory("VmRSS"), "MiB");
        figures.Report("Resident set for a console", (host.Memory("VmRSS") - before) / (Consoles - 1), "MiB");
        replies = await Repeat(Updates, i => ReplyAsync(agent, $"Late reply {i} to the customer"));
        figures.Report($"Agent to customer with {Consoles} consoles, p95", P95(replies), "ms");
        figures.AtMost("Warnings and errors of the host", host.Errors.Count, 0, "");
        foreach (var error in host.Errors) await Console.Error.WriteLineAsync(error);
        return figures.ExitCode;
    }

    private async Task<IPage> SignInAsync()
    {
        while (!Link().IsMatch(host.Printed)) await Task.Delay(20);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(Link().Match(host.Printed).Value);
        await page.GetByLabel("Your name").FillAsync("Ana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator(".inbox").WaitForAsync();
        return page;
    }

    // The first one waits longest, so that the console lists it first.
    private async Task ArriveAsync()
    {
        _customers.Add(await ArriveAsync(asksForHuman: true));
        var arrived = new StreamingVisitor[Sockets - 1];
        await Parallel.ForAsync(
            0, arrived.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) => arrived[i] = await ArriveAsync(asksForHuman: i < Cases - 1));
        _customers.AddRange(arrived);
    }

    private async Task<StreamingVisitor> ArriveAsync(bool asksForHuman)
    {
        var customer = await StreamingVisitor.ArriveAsync(host.Address);
        customer.Listen();
        if (!asksForHuman) return customer;
        await customer.SayAsync("I want to talk to a human");
        await customer.HearAsync("I am passing you on");
        return customer;
    }

    private async Task<(double First, double Cases)> PaintAsync()
    {
        var page = await OpenConsoleAsync();
        var cases = await page.EvaluateAsync<double>("performance.now()");
        var first = await page.EvaluateAsync<double>(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime");
        await page.CloseAsync();
        return (first, cases);
    }

    private async Task<IPage> OpenConsoleAsync()
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(
            new Uri(host.Address, "/console/?view=all").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await ShownAsync(page, ".list .case", "");
        return page;
    }

    private static async Task OpenAllAsync(IPage agent)
    {
        await agent.Locator(".filters").GetByText("All open").ClickAsync();
        await agent.Locator(".list .case").First.WaitForAsync();
    }

    private static async Task<double> UpdateAsync(IPage agent, StreamingVisitor customer, string text)
    {
        var began = Clock.GetTimestamp();
        var shown = ShownAsync(agent, ".list .case", text);
        await customer.SayAsync(text);
        await shown;
        return Clock.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task ClaimAsync(IPage agent)
    {
        await agent.Locator(".list .case").Filter(new() { HasText = "of the first" }).ClickAsync();
        await agent.Locator(".actions").GetByText("Take conversation").ClickAsync();
        await agent.Locator(".thread .owner").GetByText("You").WaitForAsync();
    }

    private async Task<double> ReplyAsync(IPage agent, string text)
    {
        var box = agent.Locator(".composer textarea");
        await box.FillAsync(text);
        var began = Clock.GetTimestamp();
        await box.PressAsync("Control+Enter");
        var heard = await _customers[0].HearAsync(text);
        await ShownAsync(agent, ".log .message", text);
        return Clock.GetElapsedTime(began, heard).TotalMilliseconds;
    }

    // Waits until an element holds a text.
    private static async Task ShownAsync(IPage page, string selector, string text) => await page.EvaluateAsync(
        """
        ({ selector, text }) => new Promise(done => {
          const isShown = () =>
            [...document.querySelectorAll(selector)].some(element => element.textContent.includes(text));
          const look = () => {
            if (!isShown()) return;
            observer.disconnect();
            done();
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { childList: true, subtree: true, characterData: true });
          look();
        })
        """, new { selector, text });

    private static async Task<List<T>> Repeat<T>(int times, Func<int, Task<T>> measure)
    {
        var measured = new List<T>();
        for (var i = 0; i < times; i++) measured.Add(await measure(i));
        return measured;
    }

    private static double P95(List<double> times) => times.Order().ElementAt(times.Count * 95 / 100);

    [GeneratedRegex(@"http\S+/console/sign-in\?key=\w+")]
    private static partial Regex Link();
}
