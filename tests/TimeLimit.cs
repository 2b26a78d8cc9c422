using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: SupportBot.Testing.TimeLimit]

namespace SupportBot.Testing;

/// <summary>
/// Cancels a test that waits for something that never comes, so that the test fails and names itself. Tests of the
/// category Full have as long as the run.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TimeLimitAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Timer> _timers = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (test.Traits.TryGetValue("Category", out var categories) && categories.Contains("Full")) return;
        var context = TestContext.Current;
        _timers[test.UniqueID] = new Timer(_ =>
        {
            context.SendDiagnosticMessage($"{test.TestDisplayName} is cancelled, since it takes more than {Limit}.");
            context.CancelCurrentTest();
        }, null, Limit, Timeout.InfiniteTimeSpan);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_timers.TryRemove(test.UniqueID, out var timer)) timer.Dispose();
    }
}
