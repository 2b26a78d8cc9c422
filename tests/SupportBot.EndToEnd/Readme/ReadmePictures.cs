using System.Net;
using Microsoft.Playwright;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Console;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Readme;

/// <summary>
/// Takes the pictures in <c>docs/images</c>, of the built program over its own documentation. Runs only on request:
/// see CONTRIBUTING.md.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class ReadmePictures(Site site)
{
    private const string InWidget = "How do I put the widget on my site?";
    private const string OnCommandLine = "How do I move SupportBot to another server?";

    private static string Docs { get; } = Path.Combine(SharedData.RepositoryRoot, "docs");

    [Fact(Explicit = true)]
    public async Task The_widget_answers_a_question()
    {
        await using var host = await RunningHost.StartAsync(Docs, ("Search__Embedding", "auto"));
        await using var visitor = await site.VisitorAsync(Window(1240, 700, scale: 1));
        await visitor.GoAsync(host.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync(InWidget);
        await Assertions.Expect(visitor.References.First).ToBeVisibleAsync();
        await visitor.SettledAsync();
        await SaveAsync(visitor.Page, "widget.jpg", fullPage: false);
    }

    [Fact(Explicit = true)]
    public async Task The_command_line_answers_a_question()
    {
        await using var host = await RunningHost.StartAsync(Docs, ("Search__Embedding", "auto"));
        var answer = await AnswerAsync(Path.GetDirectoryName(host.DataFolder)!);
        await using var visitor = await site.VisitorAsync(Window(1000, 200, scale: 1.5f));
        await visitor.Page.SetContentAsync(TerminalPage($"supportbot ask \"{OnCommandLine}\"", answer));
        await SaveAsync(visitor.Page, "command-line.png", fullPage: true);
    }

    [Fact(Explicit = true)]
    public async Task An_agent_answers_in_the_console()
    {
        await using var host = await RunningHost.StartAsync(Docs, ("Search__Embedding", "auto"));
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana", Window(1360, 760, scale: 1), host);
        await using var customer = await site.VisitorAsync();
        await customer.GoAsync(host.Address);
        await customer.OpenChatAsync();
        await customer.AskAsync(InWidget);
        await Assertions.Expect(customer.References.First).ToBeVisibleAsync();
        await customer.AskAsync("It does not appear on our site. Can I talk to a human?");
        await customer.HearsAsync("I am passing you on");
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.WriteAsync("Hello, this is Ana. What is the address of the page that you added it to?");
        await customer.HearsAsync("this is Ana");
        await customer.AskAsync("https://shop.example.com/help");
        await ana.ReadsAsync("shop.example.com");
        await ana.Box.FillAsync("Thank you. ");
        await SaveAsync(ana.Page, "console.png", fullPage: false);
    }

    /// <summary>Asks again until the host has all vectors, so that nothing is reported as missing.</summary>
    private static async Task<string> AnswerAsync(string folder)
    {
        while (true)
        {
            var outcome = await BuiltProgram.RunAsync(folder, ["ask", OnCommandLine]);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            if (outcome.Error.Length == 0) return outcome.Output;
        }
    }

    private static BrowserNewContextOptions Window(int width, int height, float scale) => new()
    {
        Locale = "en-GB",
        ColorScheme = ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = width, Height = height },
        DeviceScaleFactor = scale,
    };

    private static async Task SaveAsync(IPage page, string name, bool fullPage) =>
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Docs, "images", name),
            FullPage = fullPage,
            Quality = name.EndsWith(".jpg", StringComparison.Ordinal) ? 90 : null,
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
        });

    private static string TerminalPage(string command, string output) => $$"""
        <!doctype html>
        <style>
          body { margin: 0; padding: 20px 24px; background: #1e1e2e; color: #cdd6f4; }
          pre { margin: 0; font: 15px/1.5 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
          b { color: #a6e3a1; font-weight: normal; }
        </style>
        <pre><b>$</b> {{WebUtility.HtmlEncode(command)}}
        {{WebUtility.HtmlEncode(output.TrimEnd())}}</pre>
        """;
}
