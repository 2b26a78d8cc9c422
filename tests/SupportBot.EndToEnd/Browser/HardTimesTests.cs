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
    public async Task Two_thousand_and_one_characters_cannot_be_typed_and_are_answered_kindly_when_sent_otherwise()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.SendAsync(new string('x', 2001));
        await visitor.HearsAsync("2,000 characters");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("en-GB", "That message could not be delivered")]
    [InlineData("de-DE", "Diese Nachricht konnte nicht zugestellt werden")]
    public async Task A_message_that_is_refused_for_all_that_was_sent_before_is_explained_kindly(
        string locale, string expected)
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions { Locale = locale });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.UseUpQuotaAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await Expect(visitor.Chat.GetByText(expected).First)
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
    }

    [Fact]
    public async Task After_a_drop_of_the_network_the_conversation_goes_on()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.AskAsync("How do I return a kettle?");
        // The chat shows a question before it sends it, so only a failure tells that it was sent into the gap.
        await visitor.Page.Clock.FastForwardAsync("01:00");
        var retry = visitor.Chat.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Retry" });
        await Expect(retry).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 40_000 });
        await visitor.Page.Context.SetOfflineAsync(false);
        await retry.ClickAsync();
        await visitor.HearsAsync("Print the return label");
    }
}
