using Microsoft.Playwright;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(Site site)
{
    [Theory]
    [InlineData(ColorScheme.Light, "en-GB")]
    [InlineData(ColorScheme.Dark, "en-GB")]
    [InlineData(ColorScheme.Dark, "de-DE")]
    public async Task A_conversation_has_no_barriers(ColorScheme scheme, string locale)
    {
        await using var visitor = await site.VisitorAsync(
            new BrowserNewContextOptions { ColorScheme = scheme, Locale = locale });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How do I descale the kettle with citric acid?");
        await visitor.HearsAsync("two spoons");
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());
    }

    [Theory]
    [InlineData("docs/", ColorScheme.Light)]
    [InlineData("docs/", ColorScheme.Dark)]
    [InlineData("docs/descale.md", ColorScheme.Light)]
    [InlineData("docs/descale.md", ColorScheme.Dark)]
    public async Task The_documentation_has_no_barriers(string path, ColorScheme scheme)
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions { ColorScheme = scheme });
        await visitor.GoAsync(new Uri(site.Address, path));
        Assert.Empty(await visitor.BarriersAsync());
        Assert.Empty(visitor.Complaints);
        Assert.Empty(visitor.RequestsBeyond(site.Address));
    }
}
