using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Checking;

/// <summary>Finds the plain sentence of a cited passage that stands in for one that failed.</summary>
internal static class Replacement
{
    /// <summary>So much of the failed sentence it must hold, else it speaks of something else.</summary>
    private const double LeastShare = 0.4;

    /// <param name="part">
    /// What failed; a step gives way to a step only, code to code only, a line of a table to nothing.
    /// </param>
    /// <param name="said">What it says.</param>
    /// <param name="cited">What it cites.</param>
    /// <returns>Null where no passage has such a sentence that may be said.</returns>
    public static Plain? For(DraftPart part, Statement said, IReadOnlyList<Source> cited)
    {
        var units = from source in cited
                    from unit in source.Units
                    where Fits(unit, part.Shape) && IsSafe(unit.Claim, cited)
                    let share = said.ShareIn(source.Statements[unit.Index])
                    where share >= LeastShare
                    orderby share descending
                    select new Plain(unit, source.Statements[unit.Index], source.Number);
        return said.Topics.Count == 0 ? null : units.FirstOrDefault();
    }

    private static bool Fits(Unit unit, DraftShape shape) => shape switch
    {
        DraftShape.Code => unit.Claim.Shape == ClaimShape.Code,
        DraftShape.Step => unit.IsStep,
        DraftShape.Row or DraftShape.Heading => false,
        _ => !unit.IsLeadIn && !unit.IsStep && unit.Claim.Shape is ClaimShape.Sentence or ClaimShape.Item,
    };

    /// <summary>
    /// What stands in a document can be planted there, so its addresses are no better than a model's.
    /// </summary>
    public static bool IsSafe(Claim claim, IReadOnlyList<Source> cited) => claim.Shape == ClaimShape.Code
        ? Addresses.FaultOfCode(claim.Text, cited) is null
        : Addresses.FaultOf(claim.Text, cited) is null;
}

/// <param name="Unit">Of a passage.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Number">The passage's.</param>
internal sealed record Plain(Unit Unit, Statement Statement, int Number)
{
    /// <summary>As Markdown without the mark of its list.</summary>
    public string Text => Unit.Claim.Shape == ClaimShape.Item
        ? Unit.Claim.Text[(Unit.Claim.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]
        : Unit.Claim.Text;
}
