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

    [Fact]
    public async Task A_click_or_a_double_click_on_a_question_of_the_page_asks_it_once_in_the_chat()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        var questions = visitor.Page.Locator("[data-supportbot-ask]");
        var question = await questions.First.InnerTextAsync();
        await questions.First.ClickAsync();
        await Expect(visitor.Questions).ToHaveTextAsync([question]);
        await questions.First.DblClickAsync();
        await visitor.Page.EvaluateAsync("SupportBot.ask('How long does the warranty last?')");
        await visitor.HearsAsync("three years");
        await Expect(visitor.Questions).ToHaveTextAsync([question, question, "How long does the warranty last?"]);
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task On_a_phone_the_page_fits_and_the_open_chat_fills_what_is_seen(string locale)
    {
        await using var visitor = await site.VisitorAsync(
            new BrowserNewContextOptions
            {
                Locale = locale,
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
                IsMobile = true,
                HasTouch = true,
            });
        await visitor.GoAsync(site.Address);
        Assert.Equal(390, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visitor.Page.EvaluateAsync(
            "document.body.append(Object.assign(document.createElement('div'), { style: 'width:400px;height:1px' }))");
        await visitor.Launcher.DispatchEventAsync("click");
        await Expect(visitor.Launcher).ToBeHiddenAsync();
        await visitor.Panel.EvaluateAsync(
            "panel => Promise.all(panel.getAnimations().map(animation => animation.finished))");
        var panel = (await visitor.Panel.BoundingBoxAsync())!;
        Assert.Equal((0, 0), (panel.X, panel.Y));
        Assert.Equal(
            await visitor.Page.EvaluateAsync<string>("`${visualViewport.width} x ${visualViewport.height}`"),
            $"{panel.Width} x {panel.Height}");
    }
}
