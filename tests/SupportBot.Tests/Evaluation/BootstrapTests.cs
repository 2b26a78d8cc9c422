using SupportBot.Core.Evaluation;

namespace SupportBot.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Values_that_are_all_alike_leave_no_doubt() =>
        Assert.Equal(new Estimate(0.5, 0.5, 0.5), Bootstrap.Mean([0.5, 0.5, 0.5]));

    [Fact]
    public void The_interval_of_a_share_is_about_that_of_the_binomial()
    {
        var estimate = Bootstrap.Mean([.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 1.0 : 0)]);
        Assert.Equal(0.25, estimate.Mean);
        Assert.InRange(estimate.Low, 0.17, 0.21);
        Assert.InRange(estimate.High, 0.29, 0.33);
    }

    [Fact]
    public void Turns_of_one_conversation_are_not_counted_as_independent()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => i / 10 % 2 == 0 ? 1.0 : 0)];
        var alone = Bootstrap.Mean(values);
        var together = Bootstrap.Mean(values, [.. Enumerable.Range(0, 100).Select(i => $"{i / 10}")]);
        Assert.True(together.High - together.Low > 2 * (alone.High - alone.Low), "The interval did not widen.");
    }

    [Fact]
    public void A_paired_difference_is_surer_than_two_intervals()
    {
        (IReadOnlyList<double>, IReadOnlyList<double>)[] cases =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(i => ((IReadOnlyList<double>)[i + 1.0], (IReadOnlyList<double>)[(double)i])),
        ];
        var difference = Bootstrap.Difference(cases, values => values.Average());
        Assert.Equal(1, difference.Low, 6);
        Assert.Equal(1, difference.High, 6);
    }
}
