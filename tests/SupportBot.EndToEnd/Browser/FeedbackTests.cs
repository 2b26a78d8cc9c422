using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class FeedbackTests(Site site)
{
    [Fact]
    public async Task A_thumb_up_is_kept_with_its_answer_and_is_there_after_a_reload()
    {
        await using var visitor = await AnsweredAsync();
        await visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "This helped" }).ClickAsync();
        Assert.Equal((true, ""), await KeptAsync(await visitor.ConversationAsync(), _ => true));

        await visitor.GoAsync(site.Address);
        await visitor.HearsAsync("three years");
        await Expect(visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "This helped" }))
            .ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "This did not help" }))
            .ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_thumb_down_asks_for_a_reason_that_one_key_gives()
    {
        await using var visitor = await AnsweredAsync();
        var down = visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "This did not help" });
        await down.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Chat.GetByRole(AriaRole.Status).GetByText("What was wrong")).ToBeVisibleAsync();
        Assert.Empty(await visitor.BarriersAsync());

        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Chat.GetByRole(AriaRole.Button, new() { Name = "Incomplete" })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(down).ToBeFocusedAsync();
        await Expect(down).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(visitor.Chat.GetByRole(AriaRole.Status).GetByText("Thank you")).ToBeVisibleAsync();
        var kept = await KeptAsync(await visitor.ConversationAsync(), comment => comment.Length > 0);
        Assert.Equal((false, "incomplete"), kept);
        Assert.Empty(visitor.Complaints);
    }

    private async Task<Visitor> AnsweredAsync()
    {
        var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        await visitor.SettledAsync();
        return visitor;
    }

    /// <summary>Waits for the row, which a running host keeps a moment after the click.</summary>
    private async Task<(bool Helpful, string Comment)> KeptAsync(string conversation, Func<string, bool> hasComment)
    {
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(site.Host.DataFolder, "supportbot.db")};Mode=ReadOnly");
        while (true)
        {
            var rows = (await database.QueryAsync<(string Activity, bool Helpful, string Comment)>(
                    "SELECT activity_id, helpful, comment FROM feedback WHERE conversation_id = @conversation",
                    new { conversation })
            ).ToList();
            if (rows.Count > 0 && hasComment(rows[0].Comment))
            {
                Assert.StartsWith($"{conversation}|", Assert.Single(rows).Activity, StringComparison.Ordinal);
                return (rows[0].Helpful, rows[0].Comment);
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
