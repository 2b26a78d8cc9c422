using Microsoft.Playwright;
using SupportBot.EndToEnd.Browser;

namespace SupportBot.EndToEnd.Console;

[Collection(BrowserTests.Name)]
public sealed class HandoverTests(Site site)
{
    private const string Wish = "I want to talk to a human";

    [Fact]
    public async Task A_customer_and_an_agent_talk_and_the_bot_takes_over_again()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await customer.HearsAsync("Ana from our team is with you now.");
        await ana.WriteAsync("Hello, which kettle is it?");
        await customer.HearsAsync("Hello, which kettle is it?");
        await customer.AskAsync("The blue one");
        await ana.ReadsAsync("The blue one");
        await ana.Page.Keyboard.PressAsync("Alt+E");
        await customer.HearsAsync("Ana has ended");
        await customer.AskAsync("How do I descale the kettle with citric acid?");
        await customer.HearsAsync("two spoons");
        Assert.Empty(ana.Complaints);
    }

    [Fact]
    public async Task Of_two_agents_who_take_a_conversation_at_the_same_time_one_has_it()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var ben = await AgentAtWork.SignInAsync(site, "Ben");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ben.OpenAsync(customer);
        await Task.WhenAll(ana.Claim.DispatchEventAsync("click"), ben.Claim.DispatchEventAsync("click"));
        await customer.HearsAsync("from our team is with you now.");
        await Assertions.Expect(ana.Claim).ToHaveCountAsync(0);
        await Assertions.Expect(ben.Claim).ToHaveCountAsync(0);
        var owners = new[]
        {
            await ana.Page.Locator(".thread .owner").TextContentAsync(),
            await ben.Page.Locator(".thread .owner").TextContentAsync(),
        };
        Assert.Single(owners, "You");
        Assert.Single(owners, owner => owner is "Ana" or "Ben");
    }

    [Fact]
    public async Task A_reload_of_either_side_loses_neither_the_draft_nor_a_message()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.Box.FillAsync("A draft that is not ready");
        await ana.Page.ReloadAsync();
        await ana.ReadyAsync();
        await Assertions.Expect(ana.Box).ToHaveValueAsync("A draft that is not ready");
        await ana.Box.PressAsync("Control+Enter");
        await customer.HearsAsync("A draft that is not ready");
        await customer.Page.ReloadAsync();
        await customer.OpenChatAsync();
        await customer.HearsAsync("A draft that is not ready");
        await customer.AskAsync("Still here");
        await ana.ReadsAsync("Still here");
    }

    [Fact]
    public async Task A_console_that_was_offline_shows_what_it_missed_once_and_in_order()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(ana.Banner).ToBeVisibleAsync();
        await customer.AskAsync("First while offline");
        await customer.AskAsync("Second while offline");
        await Assertions.Expect(customer.Questions.Filter(
            new LocatorFilterOptions { HasText = "Second while offline" })).ToBeVisibleAsync();
        await ana.Box.FillAsync("Written without a connection");
        await ana.Page.Context.SetOfflineAsync(false);
        await ana.ReadsAsync("Second while offline");
        await ana.ReadsAsync("First while offline");
        var texts = await ana.Messages.AllInnerTextsAsync();
        Assert.True(
            texts.Index().First(text => text.Item.Contains("First while")).Index
                < texts.Index().First(text => text.Item.Contains("Second while")).Index);
        await Assertions.Expect(ana.Banner).Not.ToBeVisibleAsync();
        await Assertions.Expect(ana.Box).ToHaveValueAsync("Written without a connection");
    }

    private async Task<Visitor> CustomerAsync()
    {
        var customer = await site.VisitorAsync();
        await customer.GoAsync(site.Address);
        await customer.OpenChatAsync();
        return customer;
    }
}
