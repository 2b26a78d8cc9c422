using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

/// <summary>Files and pictures that a visitor chooses, drops and pastes.</summary>
[Collection(BrowserTests.Name)]
public sealed class FilesTests(Site site)
{
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>A PNG of one pixel.</summary>
    internal static byte[] Picture => Convert.FromBase64String(Png);

    [Fact]
    public async Task A_picture_is_chosen_dropped_or_pasted_and_is_there_after_a_reload()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.Chat.Locator("input[type=file]").SetInputFilesAsync(
            [File("virus.exe", "application/octet-stream"), File("chosen.png", "image/png")]);
        await Expect(visitor.Chat.GetByText("“virus.exe” cannot be sent")).ToBeVisibleAsync();
        await GiveAsync(visitor, "drop", "dropped.png");
        await GiveAsync(visitor, "paste", "pasted.png");
        await visitor.Input.PressAsync("Enter");
        await visitor.HearsAsync("A person who takes over will see them");
        foreach (var name in new[] { "chosen.png", "dropped.png", "pasted.png" }) await ExpectShownAsync(visitor, name);

        await visitor.GoAsync(site.Address);
        await visitor.HearsAsync("A person who takes over will see them");
        foreach (var name in new[] { "chosen.png", "dropped.png", "pasted.png" }) await ExpectShownAsync(visitor, name);
        Assert.Empty(visitor.RequestsBeyond(site.Address));
        Assert.Empty(await visitor.BarriersAsync());
        Assert.Empty(visitor.Complaints);
    }

    private static FilePayload File(string name, string type) => new()
    {
        Name = name, MimeType = type, Buffer = Picture,
    };

    /// <summary>Drops or pastes a picture, as the browser tells the page.</summary>
    private static async Task GiveAsync(Visitor visitor, string how, string name) =>
        await visitor.Chat.Locator("body").EvaluateAsync(
        """
        (body, { how, name, png }) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(png), character => character.charCodeAt(0));
          transfer.items.add(new File([bytes], name, { type: 'image/png' }));
          const kind = how === 'drop' ? DragEvent : ClipboardEvent;
          body.dispatchEvent(new kind(how, {
            bubbles: true, cancelable: true, [how === 'drop' ? 'dataTransfer' : 'clipboardData']: transfer
          }));
        }
        """, new { how, name, png = Png });

    private static async Task ExpectShownAsync(Visitor visitor, string name)
    {
        var picture = visitor.Chat.Locator($"img[alt='{name}']");
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 1);
        Assert.StartsWith(
            "/v3/directline/conversations/",
            new Uri((await picture.GetAttributeAsync("src"))!).AbsolutePath, StringComparison.Ordinal);
    }
}
