using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class VectorConsoleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void Work_of_a_moment_is_not_worth_a_line()
    {
        var console = new VectorConsole(_time, _lines.Add);
        Report(console, 1, 3);
        Assert.Empty(_lines);
    }

    [Fact]
    public void Longer_work_is_told_of_now_and_then_and_at_its_end()
    {
        var console = new VectorConsole(_time, _lines.Add);
        Report(console, 0, 320, 640, 1204);
        Report(console, 1204);
        Assert.Equal(["Vectors: 320 of 1,204 passages", "Vectors: 1,204 of 1,204 passages"], _lines);
    }

    private void Report(VectorConsole console, params int[] done)
    {
        foreach (var some in done)
        {
            console.Report(new VectorProgress("model", some, done[^1]));
            _time.Advance(TimeSpan.FromSeconds(4));
        }
    }
}
