using Microsoft.Playwright;
using SupportBot.EndToEnd.Running;
using SupportBot.Tests.Channels.Identity;

namespace SupportBot.EndToEnd.Browser;

/// <summary>The tests that share one running host and one Chromium; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Site>
{
    public const string Name = "browser";
}

/// <summary>The host with the documents of <c>Handbook</c>, and the system's Chromium to visit it.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningHost Host { get; private set; } = null!;

    internal Uri Address => Host.Address;

    /// <summary>The folder of the documents.</summary>
    public static string Handbook { get; } =
        Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.EndToEnd", "Handbook");

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } executable) return;
        Assertions.SetDefaultExpectTimeout(15_000);
        Host = await RunningHost.StartAsync(Handbook, ("WebChat__Identity__Secrets__0", SiteTokens.Secret));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                // Each window would draw these two as pages, with a process of their own.
                "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
            ],
        });
    }

    /// <summary>A browser with a fresh profile; skips the test where there is none.</summary>
    /// <param name="options">Size, language, colour scheme of the profile.</param>
    internal async Task<Visitor> VisitorAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
            Assert.Skip("Chromium is missing. Install it, for example: sudo apt-get install chromium");
        var context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-GB" });
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (Host is not null) await Host.DisposeAsync();
    }

    private static string? Executable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
