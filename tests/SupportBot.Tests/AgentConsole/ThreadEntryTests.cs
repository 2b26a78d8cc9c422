using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.Thread;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.Tests.AgentConsole;

public sealed class ThreadEntryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_message_with_only_a_file_has_no_empty_bubble()
    {
        Assert.Contains("class=\"body\"", await RenderAsync(Said("Hello")), StringComparison.Ordinal);
        var file = Said("") with { Files = [new ThreadFile("lid.png", "c", "attachments/1")] };
        Assert.DoesNotContain("class=\"body\"", await RenderAsync(file), StringComparison.Ordinal);
    }

    private static ThreadItem.Message Said(string text) =>
        new(1, Noon, ThreadAuthor.Customer, "", text, default, [], "1");

    private static async Task<string> RenderAsync(ThreadItem item)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new AttachmentAddresses(new DirectLineOptions(), TimeProvider.System))
            .AddSingleton(new CaseBoard(null!, null!, null!, NullLogger<CaseBoard>.Instance))
            .AddCascadingValue(_ => BrowserClock.Utc)
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Item"] = item });
            return (await renderer.RenderComponentAsync<ThreadEntry>(parameters)).ToHtmlString();
        });
    }
}
