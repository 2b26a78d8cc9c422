using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Compare;

// A line of the table. Figure is null where the cells are texts.
internal sealed record ComparisonRow(
    string Group, string Title, AnswerFigure? Figure, IReadOnlyList<ComparisonCell> Cells);

internal abstract record ComparisonCell
{
    private ComparisonCell()
    {
    }

    // Count is the number of values. Change is against the first arm that was measured, over the same questions; null
    // for that arm, and where they share none.
    public sealed record Measured(Estimate Value, int Count, Estimate? Change, bool IsStub) : ComparisonCell;

    public sealed record Said(string Text) : ComparisonCell;

    public sealed record NotMeasured(string Why) : ComparisonCell;
}
