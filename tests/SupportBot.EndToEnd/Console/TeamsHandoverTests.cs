using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SupportBot.Desks.Teams;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.EndToEnd.Console;

/// <summary>A customer in the widget and an agent in a channel of Teams, without the console.</summary>
[Collection(BrowserTests.Name)]
public sealed class TeamsHandoverTests(Site site)
{
    [Fact, Trait("Category", "Full")]
    public async Task A_customer_in_the_widget_and_an_agent_in_a_thread_of_Teams_talk_to_the_rating()
    {
        await using var teams = await TeamsDouble.StartAsync(TimeProvider.System);
        var channel = teams.DeskChannel();
        var member = channel.AddMember("29:ana", "Ana", "ana");
        await using var host = await RunningHost.StartAsync(
            Site.Handbook, ("Bot__Development", "true"), ("TeamsDesk__ChannelId", channel.Id),
            ("TeamsDesk__ServiceUrl", teams.ServiceUrl));
        using var ana = new TeamsAgent(host.Address, teams, channel, member);
        await using var customer = await site.VisitorAsync();
        await customer.GoAsync(host.Address);
        await customer.OpenChatAsync();
        await customer.AskAsync("I want to talk to a human");
        await customer.HearsAsync("I am passing you on");

        var thread = await ThreadAsync(teams, channel);
        await PressAsync(teams, ana, thread, TeamsDeskCard.ClaimVerb);
        await customer.HearsAsync("Ana from our team is with you now.");
        var reply = await ana.SayAsync(thread, "It takes 5 days.");
        await customer.HearsAsync("It takes 5 days.");
        await Assertions.Expect(customer.Chat.Locator(".agent-name").Last).ToHaveTextAsync("Ana");
        await customer.AskAsync("The <b>blue</b> one");
        await UntilAsync(teams, () => thread.Messages.Values.Any(message => message.Text("text").EndsWith(
            ":</b> The &lt;b&gt;blue&lt;/b&gt; one", StringComparison.Ordinal)));
        await ana.EditAsync(thread, reply, "It takes 7 days.");
        await customer.HearsAsync("Correction: It takes 7 days.");

        await PressAsync(teams, ana, thread, TeamsDeskCard.ResolveVerb);
        await customer.HearsAsync("Ana has ended");
        foreach (var score in Enumerable.Range(1, 5))
            await Assertions.Expect(ScoreOf(customer, score)).ToBeVisibleAsync();
        await customer.SettledAsync();
        TestContext.Current.AddAttachment("widget.png", await customer.Page.ScreenshotAsync(), "image/png");
        await ScoreOf(customer, 5).ClickAsync();
        await UntilAsync(teams, () => thread.Messages.Values.Last().Text("text").Contains(
            "The customer rated the help", StringComparison.Ordinal));
        Assert.Empty(customer.Complaints);
    }

    private static ILocator ScoreOf(Visitor customer, int score) =>
        customer.Chat.Locator(".webchat__suggested-action").GetByText(
            score.ToString(CultureInfo.InvariantCulture), new() { Exact = true });

    private static async Task<TeamsConversation> ThreadAsync(TeamsDouble teams, TeamsDeskChannel channel)
    {
        await UntilAsync(teams, () => channel.Threads.Count == 1);
        return channel.Threads[0];
    }

    /// <summary>Presses a button that the card has, with the data that the card gives it.</summary>
    private static async Task PressAsync(TeamsDouble teams, TeamsAgent ana, TeamsConversation thread, string verb)
    {
        JsonObject? button = null;
        await UntilAsync(teams, () => (button = Buttons(thread).Find(each => each.Text("verb") == verb)) is not null);
        var root = teams.Read(() => thread.Messages.GetAt(0).Key);
        JsonNode? answer = null;
        // The card is there a moment before the host has stored where.
        await UntilAsync(async () =>
        {
            (var status, answer) = await ana.ExecuteAsync(thread, root, verb, button!["data"]!.AsObject());
            return status == 200;
        });
        Assert.EndsWith("card.adaptive", answer!["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static List<JsonObject> Buttons(TeamsConversation thread) =>
        thread.Messages.GetAt(0).Value.Items("attachments")[0]["content"]!.AsObject().Items("actions");

    private static Task UntilAsync(
        TeamsDouble teams, Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string? what = null) =>
        UntilAsync(() => Task.FromResult(teams.Read(isSo)), what);

    private static async Task UntilAsync(
        Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string? what = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"This never came: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
