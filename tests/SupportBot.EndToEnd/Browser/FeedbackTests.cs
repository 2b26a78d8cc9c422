using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace SupportBot.EndToEnd.Browser;

[Collection(BrowserTests.Name)]
public sealed class FeedbackTests(Site site)
{
    [Theory]
    [InlineData("Like", true)]
    [InlineData("Dislike", false)]
    public async Task A_thumb_is_kept_with_the_answer_that_it_is_about(string thumb, bool helpful)
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(site.Address);
        await visitor.OpenChatAsync();
        await visitor.AskAsync("How long does the warranty last?");
        await visitor.HearsAsync("three years");
        var button = visitor
            .Chat.GetByRole(AriaRole.Radio, new FrameLocatorGetByRoleOptions { Name = thumb, Exact = true })
            .Or(
                visitor.Chat.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = thumb, Exact = true })
            );
        await button.ClickAsync();

        var conversation = await visitor.ConversationAsync();
        Assert.Equal(helpful, await KeptAsync(conversation));
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>Waits for the row, which a running host keeps a moment after the click.</summary>
    private async Task<bool> KeptAsync(string conversation)
    {
        await using var database = new SqliteConnection(
            $"Data Source={Path.Combine(site.Host.DataFolder, "supportbot.db")};Mode=ReadOnly");
        while (true)
        {
            var rows = (await database.QueryAsync<(string Activity, bool Helpful)>(
                    "SELECT activity_id, helpful FROM feedback WHERE conversation_id = @conversation",
                    new { conversation })
            ).ToList();
            if (rows.Count > 0)
            {
                Assert.StartsWith($"{conversation}|", Assert.Single(rows).Activity, StringComparison.Ordinal);
                return rows[0].Helpful;
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
