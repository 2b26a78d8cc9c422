using Microsoft.Playwright;
using SupportBot.EndToEnd.Running;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class ContactFormTests(Site site)
{
    private static readonly (string Name, string Value)[] Mail =
    [
        ("Contact__Smtp__Server", "127.0.0.1"), ("Contact__Smtp__Port", "9"), ("Contact__Smtp__Security", "none"),
        ("Contact__Smtp__From", "bot@example.com"), ("Contact__Smtp__To", "team@example.com"),
    ];

    [Fact]
    public Task A_customer_leaves_a_message_by_keyboard_and_downloads_the_conversation() =>
        LeaveMessageAsync(ColorScheme.Light);

    [Fact, Trait("Category", "Full")]
    public Task A_customer_leaves_a_message_by_keyboard_in_the_dark() => LeaveMessageAsync(ColorScheme.Dark);

    private async Task LeaveMessageAsync(ColorScheme scheme)
    {
        await using var visitor = await site.VisitorAsync(
            new BrowserNewContextOptions { ColorScheme = scheme, Locale = "en-GB" });
        await using var host = await RunningHost.StartAsync(Site.Handbook, Mail);
        await visitor.GoAsync(host.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("I want to talk to a human");
        await visitor.HearsAsync("Leave us a message");
        var address = visitor.Chat.GetByLabel("Your e-mail address");
        await Expect(address).ToBeVisibleAsync();
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());

        await address.FillAsync("jo@example");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.TypeAsync("My kettle leaks.");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.HearsAsync("Please enter your whole e-mail address");
        await visitor.Chat.GetByLabel("Your e-mail address").Last.FillAsync("jo@example.com");
        await visitor.Chat.Locator(".ac-adaptiveCard").Last
            .GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await visitor.HearsAsync("Your message has the number");
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());

        var download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "Download this conversation" }).ClickAsync());
        Assert.Equal("conversation.txt", download.SuggestedFilename);
        Assert.Contains(
            "I want to talk to a human", await File.ReadAllTextAsync(await download.PathAsync(), Cancel),
            StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
        Assert.Empty(visitor.RequestsBeyond(host.Address));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
