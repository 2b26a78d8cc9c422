using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(Site site)
{
    [Fact]
    public async Task Without_a_mouse_a_visitor_opens_asks_reads_and_closes()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await TabToAsync(visitor.Page, visitor.Launcher);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Input).ToBeFocusedAsync(new LocatorAssertionsToBeFocusedOptions { Timeout = 30_000 });
        await visitor.Page.Keyboard.TypeAsync("How long does the warranty last?");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.HearsAsync("three years");
        await Expect(visitor.Input).ToBeFocusedAsync();

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Panel).ToBeHiddenAsync();
        await Expect(visitor.Launcher).ToBeFocusedAsync();
        await Expect(visitor.Launcher).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task The_frames_own_buttons_can_be_reached_backwards_from_the_input()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.Input.FocusAsync();
        var close = visitor.Chat.Locator("#close");
        for (var i = 0; i < 12 && !await IsFocusedAsync(close); i++)
            await visitor.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(close).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Panel).ToBeHiddenAsync();
        await Expect(visitor.Launcher).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var i = 0; i < 20 && !await IsFocusedAsync(target); i++) await page.Keyboard.PressAsync("Tab");
        await Expect(target).ToBeFocusedAsync();
    }

    private static Task<bool> IsFocusedAsync(ILocator target) =>
        target.EvaluateAsync<bool>("element => element.getRootNode().activeElement === element");
}
