using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SupportBot.EndToEnd.Running;
using static Microsoft.Playwright.Assertions;

namespace SupportBot.EndToEnd.Browser;

/// <summary>Attacks by what visitors write and by what documents hold: nothing of it may run or call out.</summary>
[Collection(BrowserTests.Name)]
[NeedsSharedData]
public sealed class SafetyTests(Site site)
{
    private static readonly (string, string)[] NoLimits =
    [
        ("RateLimits__MessagesPerMinute", "100000"),
        ("RateLimits__MessagesPerHour", "100000"),
    ];

    [Fact]
    public async Task Hostile_messages_are_shown_and_do_nothing()
    {
        // A few in each message, since one that breaks the Markdown may hide those after it.
        var messages = Payloads()
            .Concat(NaughtyStrings())
            .Chunk(16)
            .Select(texts => string.Join("\n\n", texts))
            .ToList();
        await using var host = await RunningHost.StartAsync(Site.Handbook, NoLimits);
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(host.Address);
        await visitor.OpenChatAsync();
        foreach (var message in messages) await visitor.SendAsync(message);
        await Expect(visitor.Questions)
            .ToHaveCountAsync(messages.Count, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        await AssertUnharmedAsync(visitor, host);
    }

    [Fact]
    public async Task Hostile_documents_are_cited_and_do_nothing()
    {
        using var docs = new TempFolder();
        var payloads = Payloads().Where((_, i) => i % 16 == 0).ToList();
        for (var i = 0; i < payloads.Count; i++)
            docs.With(
                $"attack{i}.md",
                $"# Attack number {i} <img src=x onerror=alert(1)>\n\nThe code word of attack number {i} is banana{i}. "
                    + $"{payloads[i]}\n");
        await using var host = await RunningHost.StartAsync(docs.Path, NoLimits);
        await using var visitor = await site.VisitorAsync();
        await visitor.GoAsync(host.Address);
        await visitor.OpenChatAsync();
        for (var i = 0; i < payloads.Count; i++)
        {
            await visitor.AskAsync($"What is the code word of attack number {i}?");
            await Expect(visitor.Answers)
                .ToHaveCountAsync(i + 2, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        }
        Assert.NotEqual(0, await visitor.References.CountAsync());
        await AssertUnharmedAsync(visitor, host);
        for (var i = 0; i < payloads.Count; i++) await visitor.GoAsync(new Uri(host.Address, $"docs/attack{i}.md"));
        await AssertUnharmedAsync(visitor, host);
    }

    private static async Task AssertUnharmedAsync(Visitor visitor, RunningHost host)
    {
        // Whatever was started would have reached the network or a dialog by the time the page is idle.
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // A picture that a document names and its site does not have is no harm.
        Assert.DoesNotContain(
            visitor.Complaints, complaint => !complaint.Contains("status of 404", StringComparison.Ordinal));
        Assert.Empty(visitor.RequestsBeyond(host.Address));
    }

    private static IEnumerable<string> Payloads() =>
        JsonNode
            .Parse(File.ReadAllText(SharedData.Data("security/dompurify/payloads.json")))!
            .AsArray()
            .Select(p => p!["payload"]!.GetValue<string>());

    private static IEnumerable<string> NaughtyStrings() =>
        JsonSerializer
            .Deserialize<string[]>(File.ReadAllText(SharedData.Data("security/blns/blns.json")))!
            .Where(text => text.Trim().Length > 0);
}
