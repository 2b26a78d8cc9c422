using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

/// <summary>What a visitor sees when they are too fast, say too much, or lose the network.</summary>
[Collection(BrowserTests.Name)]
public sealed class HardTimesTests(Site site)
{
    [Fact]
    public async Task Whoever_asks_too_fast_sees_every_question_and_a_kind_wait()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        for (var i = 1; i <= 30; i++) await visitor.SendAsync($"Question {i}: how long does the warranty last?");
        await visitor.AskAsync("Question 31: how long does the warranty last?");
        await visitor.HearsAsync("Please wait a minute");
        await Expect(visitor.Questions).ToHaveCountAsync(31);
        await Expect(visitor.Chat.GetByText("Send failed")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_counted_and_stays_in_the_input_until_it_fits()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        var counter = visitor.Chat.Locator("#counter");
        await visitor.Input.FillAsync(new string('x', 1_800));
        await Expect(counter).ToBeEmptyAsync();
        await visitor.Input.FillAsync(new string('x', 1_950));
        await Expect(counter).ToHaveTextAsync("1,950 of 2,000 characters");
        await visitor.AskAsync(new string('x', 2_001));
        await Expect(visitor.Chat.GetByText("Please shorten it to 2,000 characters").First).ToBeVisibleAsync();
        await Expect(visitor.Input).ToHaveValueAsync(new string('x', 2_001));
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());

        await visitor.Input.PressAsync("Backspace");
        await Expect(visitor.Notices).ToHaveCountAsync(0);
        await visitor.Input.PressAsync("Enter");
        await Expect(visitor.Questions).ToHaveTextAsync([new string('x', 2_000)]);
        await visitor.SendAsync(new string('x', 2_001));
        await visitor.HearsAsync("2,000 characters");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("en-GB", "That message could not be delivered")]
    [InlineData("de-DE", "Diese Nachricht konnte nicht zugestellt werden")]
    public async Task A_message_that_is_refused_for_all_that_was_sent_before_is_explained_and_given_back(
        string locale, string expected)
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions { Locale = locale });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.UseUpQuotaAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await Expect(visitor.Chat.GetByText(expected).First)
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await Expect(visitor.Input).ToHaveValueAsync("How long does the warranty last?");
    }

    [Fact]
    public async Task What_is_written_without_a_network_is_sent_when_it_is_back()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.AskAsync("How do I return a kettle?");
        await Expect(visitor.Chat.GetByRole(AriaRole.Status).GetByText("No connection")).ToBeVisibleAsync();
        await Expect(visitor.Chat.GetByText("Sending", new() { Exact = true })).ToHaveCountAsync(2);
        await visitor.SettledAsync();
        Assert.Empty(await visitor.BarriersAsync());
        await visitor.Restart.ClickAsync();
        await Expect(visitor.Notices).ToContainTextAsync("A new conversation could not be started");

        await visitor.Page.Context.SetOfflineAsync(false);
        await Expect(visitor.Notices).ToHaveCountAsync(0);
        await visitor.HearsAsync("three years");
        await visitor.HearsAsync("Print the return label");
        await Expect(visitor.Chat.GetByText("No connection")).ToHaveCountAsync(0);
        await Expect(visitor.Questions)
            .ToHaveTextAsync(["How long does the warranty last?", "How do I return a kettle?"]);
    }

    [Fact]
    public async Task A_download_that_fails_is_told_until_one_succeeds()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.Page.RouteAsync("**/transcript*", route => route.AbortAsync());
        await visitor.Save.ClickAsync();
        await Expect(visitor.Notices).ToContainTextAsync("The conversation could not be downloaded");
        await visitor.Page.UnrouteAllAsync();
        await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Save.ClickAsync());
        await Expect(visitor.Notices).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Category", "Full")]
    public async Task A_frame_that_cannot_be_loaded_again_can_be_closed_and_tried_once_more()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        await visitor.Page.RouteAsync("**/widget/frame?*", route => route.AbortAsync());
        await visitor.Restart.ClickAsync();
        await Expect(visitor.Panel.GetByText("The chat cannot be reached right now")).ToBeVisibleAsync();
        await visitor.Panel.GetByRole(AriaRole.Button, new() { Name = "Close the chat" }).ClickAsync();
        await Expect(visitor.Panel).ToBeHiddenAsync();
        await visitor.Page.UnrouteAllAsync();
        await visitor.OpenChatAsync();
        await Expect(visitor.Questions).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_whose_receipt_was_lost_is_sent_again_and_answered_once()
    {
        await using var visitor = await site.VisitorAsync();
        var posts = 0;
        await visitor.Page.RouteAsync("**/activities", async route =>
        {
            if (route.Request.Method != "POST" || ++posts > 1)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        await visitor.AskAsync("How do I return a kettle?");
        await visitor.HearsAsync("Print the return label");
        Assert.Equal(3, posts);
        await visitor.GoAsync(site.Address);
        await visitor.HearsAsync("Print the return label");
        await Expect(visitor.Questions)
            .ToHaveTextAsync(["How long does the warranty last?", "How do I return a kettle?"]);
        await Expect(visitor.Answers).ToHaveCountAsync(3);
    }
}
