using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class LauncherTests(Site site)
{
    [Fact]
    public async Task The_demo_page_shows_a_closed_chat_without_barriers_complaints_or_foreign_requests()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await Expect(visitor.Launcher).ToHaveAccessibleNameAsync("Open the chat");
        await Expect(visitor.Launcher).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(visitor.Panel).ToBeHiddenAsync();
        Assert.Empty(await visitor.BarriersAsync());
        Assert.Empty(visitor.Complaints);
        Assert.Empty(visitor.RequestsBeyond(site.Address));
    }

    [Fact]
    public async Task The_page_speaks_the_browsers_language_and_can_change_it()
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions { Locale = "de-AT" });
        await visitor.GoAsync(site.Address);
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Expect(visitor.Launcher).ToHaveAccessibleNameAsync("Chat öffnen");
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visitor.Launcher).ToHaveAccessibleNameAsync("Open the chat");
    }
}
