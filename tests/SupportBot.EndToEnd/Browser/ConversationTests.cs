using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed partial class ConversationTests(Site site)
{
    private const string Question = "How long does the warranty last?";
    private const string Fact = "three years from the day of delivery";

    [Fact]
    public async Task A_visitor_is_welcomed_asks_and_reads_a_growing_answer_that_ends_with_its_references()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await Expect(visitor.Answers.First).ToContainTextAsync("SupportBot");
        await visitor.WatchAnswersAsync();
        await visitor.AskAsync(Question);
        await visitor.HearsAsync(Fact);
        await Expect(visitor.References.First).ToBeVisibleAsync();
        await Expect(visitor.References.First).ToContainTextAsync("Warranty");

        var address = await visitor
            .Chat.Locator("a.webchat__link-definitions__list-item-box")
            .First.GetAttributeAsync("href");
        Assert.EndsWith("#how-long-the-warranty-lasts", address, StringComparison.Ordinal);
        var stages = await visitor.WatchedAsync();
        Assert.True(stages.Length >= 2, $"The answer did not grow: {string.Join(" | ", stages)}");
        Assert.All(stages.Zip(stages.Skip(1)), pair => Assert.True(pair.First.Length < pair.Second.Length));

        Assert.Empty(visitor.Complaints);
        Assert.Empty(visitor.RequestsBeyond(site.Address));
    }

    [Fact]
    public async Task A_reference_leads_to_the_section_that_it_names()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync(Question);
        await visitor.HearsAsync(Fact);
        var page = await visitor.Page.Context.RunAndWaitForPageAsync(() =>
            visitor.Chat.Locator("a.webchat__link-definitions__list-item-box").First.ClickAsync());
        await Expect(page).ToHaveURLAsync(SectionAddress());
        await Expect(page.Locator("#how-long-the-warranty-lasts")).ToBeInViewportAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task The_conversation_survives_reload_and_the_way_to_another_page()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync(Question);
        await visitor.HearsAsync(Fact);
        foreach (var address in new[] { site.Address, new Uri(site.Address, "?language=de") })
        {
            await visitor.GoAsync(address);
            await Expect(visitor.Panel).ToBeVisibleAsync();
            await visitor.HearsAsync(Fact);
            await Expect(visitor.Questions).ToHaveCountAsync(1);
            await Expect(visitor.Questions.First).ToContainTextAsync(Question);
        }
        await visitor.AskAsync("How do I return a kettle?");
        await visitor.HearsAsync("Print the return label");
    }

    [Fact]
    public async Task A_new_conversation_begins_where_the_visitor_asks_for_one()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync(Question);
        await visitor.HearsAsync(Fact);
        var otherTab = new Visitor(visitor.Page.Context, await visitor.Page.Context.NewPageAsync());
        await otherTab.GoAsync(site.Address);
        await otherTab.OpenChatAsync();
        await visitor.Restart.ClickAsync();
        await Expect(visitor.Answers).ToHaveCountAsync(1);
        await Expect(visitor.Questions).ToHaveCountAsync(0);

        var begun = await visitor.ConversationAsync();
        await otherTab.Page.RunAndWaitForDownloadAsync(() => otherTab.Save.ClickAsync());
        Assert.Equal(begun, await visitor.ConversationAsync());
    }

    [Fact]
    public async Task A_double_click_sends_a_message_once_and_leaves_the_input_writable()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        var suggestion = await visitor.Suggestions.First.InnerTextAsync();
        await visitor.Suggestions.First.DblClickAsync();
        await Expect(visitor.Questions).ToHaveTextAsync([suggestion]);
        await Expect(visitor.Input).ToBeEditableAsync();
        await visitor.Input.FillAsync(Question);
        await visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "Send" }).DblClickAsync();
        await Expect(visitor.Input).ToBeEditableAsync();
        await visitor.HearsAsync(Fact);
        await Expect(visitor.Questions).ToHaveTextAsync([suggestion, Question]);

        await visitor.Input.EvaluateAsync("input => input.setAttribute('readonly', 'readonly')");
        await visitor.Input.ClickAsync();
        await Expect(visitor.Input).ToBeEditableAsync();
    }

    [Fact]
    public async Task A_visitor_who_writes_German_is_answered_in_German()
    {
        await using var visitor = await site.VisitorAsync(new BrowserNewContextOptions { Locale = "de-DE" });
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await Expect(visitor.Answers.First).ToContainTextAsync("Assistent");
        await visitor.Page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().AddHours(2).UtcDateTime);
        await visitor.AskAsync("Wie entkalke ich den Wasserkocher mit Zitronensäure?");
        await visitor.HearsAsync("zwei Löffel Zitronensäure");
        await Expect(visitor.Chat.Locator(".stamp.user")).ToHaveTextAsync(GermanStamp());
        await Expect(visitor.Answers.Last.Locator("a.webchat__render-markdown__pure-identifier")).ToBeVisibleAsync();
        Assert.Empty(await visitor.BarriersAsync());
    }

    [Fact]
    public async Task A_question_that_the_documents_do_not_answer_is_refused_without_references()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("Who won the chess world championship in 1972?");
        await Expect(visitor.Answers).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 20_000 });
        await Expect(visitor.References).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    // For screen readers, then as it is shown.
    [GeneratedRegex(@"^Gesendet am (\d+\. \S+ um \d\d?:\d\d)\1$")]
    private static partial Regex GermanStamp();

    [GeneratedRegex("/docs/warranty.*#how-long-the-warranty-lasts$")]
    private static partial Regex SectionAddress();
}
