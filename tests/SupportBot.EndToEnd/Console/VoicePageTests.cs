using Microsoft.Playwright;
using SupportBot.Core.Storage;
using SupportBot.Core.Voice.Training;
using SupportBot.EndToEnd.Browser;

namespace SupportBot.EndToEnd.Console;

[Collection(BrowserTests.Name)]
public sealed class VoicePageTests(Site site)
{
    [Fact]
    public async Task A_supervisor_edits_and_accepts_one_row_and_rejects_another()
    {
        await using var ana = await AgentAtWork.SignInAsync(site, "Ana");
        await using var database = await Database.OpenAsync(
            Path.Combine(site.Host.DataFolder, "supportbot.db"), Cancel);
        var rows = new TrainingRowStore(database, "default", TimeProvider.System);
        await rows.AddAsync([Row("voice-1", "How hot?"), Row("voice-2", "How long?")], Cancel);
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Voice" }).ClickAsync();
        var box = ana.Page.GetByLabel("Answer to: How hot?");
        await box.FillAsync("Heat it to 90 degrees, and you are done. [1]");
        await box.BlurAsync();
        await Assertions.Expect(
            ana.Page.GetByText("A number or its unit is not in the cited passage")).ToBeVisibleAsync();
        await box.FillAsync("Heat it to 60 degrees, and you are done. [1]");
        Assert.Equal("", string.Join('\n', await ana.BarriersAsync()));
        await RowOf(ana, "How hot?").GetByText("Accept").ClickAsync();
        await Assertions.Expect(ana.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await RowOf(ana, "How long?").GetByText("Reject").ClickAsync();
        await Assertions.Expect(ana.Page.GetByLabel("Answer to: How long?")).ToHaveCountAsync(0);

        var (accepted, rejected) = (await rows.FindAsync("voice-1", Cancel), await rows.FindAsync("voice-2", Cancel));
        Assert.Equal(
            (RowState.Accepted, "Heat it to 60 degrees, and you are done. [1]", "Ana"),
            (accepted!.State, accepted.Answer, accepted.ReviewedBy));
        Assert.Equal(RowState.Rejected, rejected!.State);
        Assert.Empty(ana.Complaints);
    }

    private static ILocator RowOf(AgentAtWork agent, string question) =>
        agent.Page.Locator("tr").Filter(new() { HasText = question });

    private static TrainingRow Row(string id, string question) => new()
    {
        Id = id, Origin = RowOrigin.File, Language = "en", Question = question, Answer = "Heat it to 60 degrees. [1]",
        Sources = [new RowSource("heat.md", "Heat", "Heat it to 60 degrees.")],
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
