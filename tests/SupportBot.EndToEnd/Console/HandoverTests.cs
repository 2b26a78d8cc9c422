using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Console;

[Collection(BrowserTests.Name)]
public sealed partial class HandoverTests(Site site)
{
    private const string Wish = "I want to talk to a human";
    private const string OnItsWay = "Your parcel is on its way";

    private static readonly string Tall = string.Concat(Enumerable.Repeat("It leaks. ", 180));

    [Fact]
    public async Task A_customer_and_an_agent_talk_and_the_bot_takes_over_again()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await customer.HearsAsync("Ana from our team is with you now.");
        await customer.Input.PressSequentiallyAsync("It");
        await Assertions.Expect(ana.Page.GetByText("The customer is typing …")).ToBeVisibleAsync();
        await customer.AskAsync(Tall);
        await ana.ReadsAsync("It leaks. It leaks.");
        await ana.FollowsAsync();
        await ana.Page.Locator(".log").EvaluateAsync("log => { log.scrollTop = 0; }");
        await ana.FollowsAsync(follows: false);
        await ana.WriteAsync("Hello, which kettle is it?");
        await ana.FollowsAsync();
        await customer.HearsAsync("Hello, which kettle is it?");
        var typing = await customer.Page.RunAndWaitForRequestAsync(
            () => customer.Input.FillAsync("The blue"),
            request => request.PostData?.Contains("\"typing\"", StringComparison.Ordinal) == true);
        // By this id Web Chat waits for an echo.
        Assert.DoesNotContain("clientActivityID", typing.PostData!, StringComparison.Ordinal);
        await Assertions.Expect(ana.Page.Locator(".typing")).Not.ToBeEmptyAsync();
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
        var instant = TimeProvider.System.GetUtcNow().AddMilliseconds(500).ToUnixTimeMilliseconds();
        await Task.WhenAll(ana.ClaimAtAsync(instant), ben.ClaimAtAsync(instant));
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
    public async Task Both_sides_may_reload_in_each_state_and_see_everything_once()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await ana.Page.Locator(".top input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "ana.png", MimeType = "image/png", Buffer = FilesTests.Picture });
        await customer.AskAsync("human");
        await customer.HearsAsync("I am passing you on");
        await ana.OpenAsync(customer);
        await ReloadAsync(ana, customer);
        await ana.ClaimAsync();
        await Assertions.Expect(customer.Chat.Locator(".agent img").First).ToHaveJSPropertyAsync("naturalWidth", 1);
        await ana.Box.FillAsync("A draft that is not ready");
        await ReloadAsync(ana, customer);
        await Assertions.Expect(ana.Box).ToHaveValueAsync("A draft that is not ready");
        await Task.WhenAll(customer.AskAsync("It leaks"), ana.WriteAsync("Which kettle is it?"));
        await customer.HearsAsync("Which kettle is it?");
        await ana.ReadsAsync("It leaks");
        await ReloadAsync(ana, customer);
        await ana.Page.Locator(".composer input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "lid.png", MimeType = "image/png", Buffer = FilesTests.Picture });
        await ExpectPictureAsync(customer);
        await ReloadAsync(ana, customer);
        await ExpectPictureAsync(customer);

        await customer.Input.PressSequentiallyAsync("How do I descale the kettle with citric acid?");
        await ana.Page.Keyboard.PressAsync("Alt+E");
        await customer.HearsAsync("Ana has ended");
        await customer.Input.PressAsync("Enter");
        await customer.HearsAsync("two spoons");
        await ReloadAsync(ana, customer);
        string[] said = ["I am passing you on", "is with you now", "Which kettle", "Ana has ended", "two spoons"];
        foreach (var text in said) await ExpectOnceAsync(customer.Answers, text);
        foreach (var text in (string[])["human", "It leaks", "citric acid?"])
            await ExpectOnceAsync(customer.Questions, text);
        Assert.Empty(ana.Complaints);
        Assert.Empty(customer.Complaints);
    }

    [Fact]
    public async Task A_customer_who_leaves_the_queue_is_gone_from_the_console_and_talks_to_the_bot()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await customer.AskAsync("Are you there?");
        await ana.ReadsAsync("Are you there?");
        await customer.Chat.Locator(".webchat__suggested-action").GetByText("Leave the queue").ClickAsync();
        await customer.HearsAsync("You have left the queue");
        await Assertions.Expect(customer.Suggestions).ToHaveCountAsync(0);
        await Assertions.Expect(ana.Claim).ToHaveCountAsync(0);
        await ana.ExpectGoneAsync(customer);
        await customer.AskAsync("How do I descale the kettle with citric acid?");
        await customer.HearsAsync("two spoons");
    }

    [Fact]
    public async Task While_nobody_is_at_work_the_bot_says_so_and_passes_on_once_somebody_is()
    {
        await using var customer = await CustomerAsync();
        await customer.AskAsync("human");
        await customer.HearsAsync("Nobody from our team is available right now");
        await customer.AskAsync("How do I descale the kettle with citric acid?");
        await customer.HearsAsync("two spoons");
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await customer.AskAsync(Wish);
        await customer.HearsAsync("I am passing you on");
        await ana.OpenAsync(customer);
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_customer_whose_agent_is_silent_is_in_the_queue_again_and_is_told()
    {
        await using var host = await RunningHost.StartAsync(Site.Handbook, ("Handoff__AgentSilenceMinutes", "1"));
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana", host: host);
        await using var customer = await CustomerAsync(host);
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await customer.AskAsync("Are you there?");
        await Assertions.Expect(customer.Answers.Filter(new() { HasText = "Ana has passed you back to our team." }))
            .ToHaveCountAsync(1, new() { Timeout = 90_000 });
        await Assertions.Expect(ana.Claim).ToBeVisibleAsync();
        await ana.ClaimAsync();
        await ana.WriteAsync("I am back");
        await customer.HearsAsync("I am back");
    }

    [Fact]
    public Task A_console_that_was_offline_shows_what_it_missed_once_and_in_order() => GoOfflineAsync(TimeSpan.Zero);

    [Fact, Trait("Category", "Full")]
    public Task A_console_that_was_offline_for_a_minute_shows_what_it_missed_once_and_in_order() =>
        GoOfflineAsync(TimeSpan.FromMinutes(1));

    private async Task GoOfflineAsync(TimeSpan time)
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.MuteAsync();
        await ana.WriteAsync("Sent into a broken connection");
        await ana.GoOfflineAsync();
        await Assertions.Expect(ana.Banner).ToBeVisibleAsync();
        await ExpectNotSentAsync(ana);
        await customer.AskAsync("First while offline");
        await customer.AskAsync("Second while offline");
        await Assertions.Expect(customer.Questions.Filter(
            new LocatorFilterOptions { HasText = "Second while offline" })).ToBeVisibleAsync();
        await ana.WriteAsync("Written without a connection");
        await ExpectNotSentAsync(ana);
        await Task.Delay(time, TestContext.Current.CancellationToken);
        await ana.Page.Context.SetOfflineAsync(false);
        await ana.ReadsAsync("Second while offline");
        await ana.ReadsAsync("First while offline");
        var texts = await ana.Messages.AllInnerTextsAsync();
        Assert.True(
            texts.Index().First(text => text.Item.Contains("First while")).Index
                < texts.Index().First(text => text.Item.Contains("Second while")).Index);
        await Assertions.Expect(ana.Banner).Not.ToBeVisibleAsync();
        await Assertions.Expect(ana.Box).ToHaveValueAsync("Written without a connection");
        await ana.SendAsync();
        await customer.HearsAsync("Written without a connection");
    }

    [Fact]
    public Task After_a_reply_whose_receipt_was_lost_another_text_is_another_reply() =>
        LoseReceiptAsync("It leaves tomorrow", replies: 2);

    [Fact, Trait("Category", "Full")]
    public Task A_reply_whose_receipt_was_lost_is_kept_once() => LoseReceiptAsync(OnItsWay, replies: 1);

    private async Task LoseReceiptAsync(string second, int replies)
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var customer = await CustomerAsync();
        await customer.AskAsync(Wish);
        await ana.OpenAsync(customer);
        await ana.ClaimAsync();
        await ana.DeafenAsync();
        await ana.WriteAsync(OnItsWay);
        await customer.HearsAsync(OnItsWay);
        await ana.GoOfflineAsync();
        await ExpectNotSentAsync(ana);
        await ana.Page.Context.SetOfflineAsync(false);
        await ana.ReadsAsync(OnItsWay);
        await Assertions.Expect(ana.Banner).Not.ToBeVisibleAsync();
        await ana.Box.FillAsync(second);
        await ana.SendAsync();
        await customer.HearsAsync(second);
        await Assertions.Expect(ana.Messages.Filter(new LocatorFilterOptions { HasTextRegex = Reply() }))
            .ToHaveCountAsync(replies);
    }

    [GeneratedRegex("on its way|tomorrow")]
    private static partial Regex Reply();

    private static Task ExpectNotSentAsync(AgentAtWork agent) => Assertions.Expect(
        agent.Page.Locator(".composer .problem")).ToHaveTextAsync(
            "Not sent: there is no connection. Your text is kept.");

    private static async Task ReloadAsync(AgentAtWork ana, Visitor customer)
    {
        await Task.WhenAll(ana.Page.ReloadAsync(), customer.Page.ReloadAsync());
        await ana.ReadyAsync();
        await customer.HearsAsync("I am passing you on");
    }

    private static Task ExpectOnceAsync(ILocator messages, string text) => Assertions.Expect(
        messages.Filter(new LocatorFilterOptions { HasText = text })).ToHaveCountAsync(1);

    private static Task ExpectPictureAsync(Visitor customer) => Assertions.Expect(
        customer.Chat.Locator("img[alt='lid.png']")).ToHaveJSPropertyAsync("naturalWidth", 1);

    private async Task<Visitor> CustomerAsync(RunningHost? host = null)
    {
        var customer = await site.VisitorAsync();
        await customer.GoAsync((host ?? site.Host).Address);
        await customer.OpenChatAsync();
        return customer;
    }
}
