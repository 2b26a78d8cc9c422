using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Compare;

// What was compared, and how each arm did.
internal sealed record Comparison(
    RunStamp Stamp, int Answerable, int Unanswerable, ComparisonFigures Figures, IReadOnlyList<ArmResult> Arms,
    ComparisonCosts Costs)
{
    private const int EnoughAnswerable = 200;
    private const int EnoughUnanswerable = 60;

    // With fewer questions the intervals are too wide to decide by.
    public bool IsIndicative => Answerable < EnoughAnswerable || Unanswerable < EnoughUnanswerable;

    // The arm that changes are told against: the first that was run.
    public ArmResult Baseline => Arms.First(arm => arm.Cases is not null);

    public ArmResult this[ComparisonArm arm] => Arms[(int)arm];
}

// What a run cannot find out: null where it was not given.
internal sealed record ComparisonCosts(decimal? Training, decimal? HostingPerHour, double? TrainingHours)
{
    // Seconds to read the documents and to make their vectors.
    public double ReadSeconds { get; init; }

    public bool HasPrices { get; init; }
}
