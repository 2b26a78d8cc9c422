using SupportBot.Cli.Tuning;
using SupportBot.Models.Tuning;

namespace SupportBot.Tests.Tuning;

public sealed class TrainingViewTests
{
    [Fact]
    public void The_curve_falls_with_the_loss() =>
        Assert.Equal("█▅▃▁", TrainingView.Curve([new(1, 8), new(2, 5), new(3, 3), new(4, 1)]));

    [Fact]
    public void A_long_training_is_drawn_in_48_columns_and_a_flat_one_low()
    {
        var steps = Enumerable.Range(1, 1000).Select(i => new LossPoint(i, 1.0 / i));
        Assert.Equal(48, TrainingView.Curve([.. steps]).Length);
        Assert.Equal("▁▁▁", TrainingView.Curve([new(1, 2), new(2, 2), new(3, 2)]));
    }

    [Theory]
    [InlineData(0, 0, "", "2 rows, 300 tokens in 3 epochs assumed; cost not estimated: "
        + "set Tuning:TrainingPrice and Tuning:PricesOf")]
    [InlineData(2, 25, "2026-11-01", "2 rows, 200 tokens in 2 epochs; cost about 0.005 by the prices of 2026-11-01")]
    public void The_cost_is_estimated_by_the_configured_price(int epochs, int price, string of, string expected)
    {
        var tokens = 100L * (epochs == 0 ? 3 : epochs);
        var cost = new TuningCost(
            tokens, epochs == 0 ? 3 : epochs, epochs == 0, price == 0 ? null : tokens * price / 1_000_000m, of);
        Assert.Equal(expected, TrainingView.Cost(cost, rows: 2));
    }
}
