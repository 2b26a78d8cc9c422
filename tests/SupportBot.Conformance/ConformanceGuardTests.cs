using SupportBot.Conformance.Engines;

namespace SupportBot.Conformance;

public sealed class ConformanceGuardTests
{
    [Fact]
    public void Every_implementation_runs_every_case_of_its_suite()
    {
        var types = typeof(ConformanceGuardTests).Assembly.GetExportedTypes();
        var suites = types
            .Where(type => type.IsAbstract && type.Name.EndsWith("Conformance", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(typeof(SearchEngineConformance), suites);
        Assert.Empty(
            suites.SelectMany(suite =>
                ConformanceGuard.Faults(suite, typeof(ConformanceGuardTests).Assembly.GetTypes())));
    }

    [Fact]
    public void The_guard_sees_each_way_to_leave_out_a_case()
    {
        string[] expected =
        [
            "Later is skipped: later",
            "Hidden is not public, so it does not run",
            "Open is virtual, so an engine may change it",
            "Hiding hides Later", "Hiding is not public, so it does not run",
            "Overriding hides Open",
            "Overriding has a trait, by which a run can leave it out",
            "Overriding is not public, so it does not run",
            "Elsewhere needs the server of SOME_URL, which nobody knows", "Elsewhere is not public, so it does not run",
        ];
        var faults = ConformanceGuard.Faults(
            typeof(Suite), [typeof(Suite), typeof(Hiding), typeof(Overriding), typeof(Elsewhere)]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_suite_that_nobody_runs_is_a_fault() =>
        Assert.Equal(
            ["No class always runs Suite"], ConformanceGuard.Faults(typeof(Suite), [typeof(Suite), typeof(Elsewhere)]));

#pragma warning disable xUnit1000, xUnit1004, xUnit1024, IDE0051 // Made up to be found: these never run.
    private abstract class Suite
    {
        [Fact(Skip = "later")]
        public void Later() { }

        [Fact]
        public virtual void Open() { }

        [Fact]
        private void Hidden() { }
    }

    private sealed class Hiding : Suite
    {
        public new void Later() { }
    }

    [NeedsServer("SOME_URL", "anything")]
    private sealed class Elsewhere : Suite;

    [Trait("Category", "Full")]
    private sealed class Overriding : Suite
    {
        public override void Open() { }
    }
}
