using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Logging;

public sealed class TurnLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turn-log-");

    [Fact]
    public async Task Each_turn_is_one_line_that_holds_nothing_of_what_was_written()
    {
        await using var host = await ChatHost.StartWholeAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.PollAsync(1);
        await visitor.SayAsync("Where are my secret zylophants?");
        await visitor.PollAsync(3);
        var lines = host.Log.Lines.Where(line => line.StartsWith("Turn ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        var welcome = $"Turn {visitor.Conversation}|0000001: conversationUpdate in ";
        Assert.StartsWith(welcome, lines[0], StringComparison.Ordinal);
        Assert.Contains(": Refused in ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("model none, 0 checks failed", lines[1].Split("  ")[0], StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("zylophant", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
