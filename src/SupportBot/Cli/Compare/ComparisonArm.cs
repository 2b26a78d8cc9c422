using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Compare;

// The ways to answer that are compared, in the order of the columns: four of a model, and two that need none.
internal enum ComparisonArm
{
    Base,
    Retrieving,
    Tuned,
    TunedRetrieving,
    Extractive,
    ExtractiveVoiced,
}

internal static class ComparisonArms
{
    public static IReadOnlyList<ComparisonArm> All { get; } = Enum.GetValues<ComparisonArm>();

    public static string Name(this ComparisonArm arm) => arm switch
    {
        ComparisonArm.Base => "base",
        ComparisonArm.Retrieving => "RAG",
        ComparisonArm.Tuned => "fine-tuned",
        ComparisonArm.TunedRetrieving => "RAG + fine-tuned",
        ComparisonArm.Extractive => "RAG (extractive)",
        _ => "RAG (extractive) + voice rules",
    };

    public static bool Retrieves(this ComparisonArm arm) => arm is not (ComparisonArm.Base or ComparisonArm.Tuned);

    public static bool HasModel(this ComparisonArm arm) => arm < ComparisonArm.Extractive;

    public static bool IsTuned(this ComparisonArm arm) =>
        arm is ComparisonArm.Tuned or ComparisonArm.TunedRetrieving;
}

// How an arm did. Cases is null where it was not run, and Note says why.
internal sealed record ArmResult(ComparisonArm Arm, IReadOnlyList<CaseReport>? Cases, string Note)
{
    // Whether a double stood in for the model: its words and their quality mean nothing.
    public bool IsStub { get; init; }

    // What a change of this arm changes: an index, a profile, a model.
    public string Artifact { get; init; } = "";

    public UpdateProbe? Updates { get; init; }

    public static ArmResult NotRun(ComparisonArm arm, string why) => new(arm, null, why);
}

// What came of documents that were added, changed and removed while the arm answered.
internal sealed record UpdateProbe(
    IReadOnlyList<double> Seconds, IReadOnlyList<double> Stale, IReadOnlyList<double> Leaked)
{
    public static Estimate Over(IReadOnlyList<double> values) => Bootstrap.Mean(values);
}
