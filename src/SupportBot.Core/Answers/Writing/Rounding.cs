using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Adds to a unit the neighbours without which it would not be understood.</summary>
internal static partial class Rounding
{
    /// <summary>A list of more is cut down to the items that answer, unless they are steps.</summary>
    private const int ShortList = 7, ShortListText = 1000;

    /// <summary>An item of a long list is taken along when it holds so much of what the best one holds.</summary>
    private const double NearlyAsGood = 0.8;

    public static IEnumerable<Unit> Around(Unit unit, Candidate candidate)
    {
        var units = candidate.Units;
        var chosen = Block(unit, candidate);
        var (first, last) = (chosen[0].Index, chosen[^1].Index);
        while (first > 0 && Needs(units[first - 1], units[first])) chosen.Insert(0, units[--first]);
        while (last + 1 < units.Count && Calls(units[last], units[last + 1]))
            chosen.AddRange(Block(units[last + 1], candidate).TakeWhile(_ => last++ < units.Count));
        return chosen;
    }

    /// <summary>
    /// A whole list or table where it is short or made of steps, else what of it answers about as well.
    /// </summary>
    private static List<Unit> Block(Unit unit, Candidate candidate)
    {
        if (unit.Claim.Shape is ClaimShape.Sentence or ClaimShape.Code) return [unit];
        var block = candidate.Units.Where(other => other.Claim.Block == unit.Claim.Block
            && other.Claim.Shape == unit.Claim.Shape).ToList();
        var best = candidate.Share(candidate.Matches[unit.Index]);
        return unit.IsStep || (block.Count <= ShortList && block.Sum(item => item.Claim.Text.Length) <= ShortListText)
            ? block
            : [.. block.Where(other => other == unit
                || candidate.Share(candidate.Matches[other.Index]) >= NearlyAsGood * best)];
    }

    /// <summary>
    /// A list or code needs the sentence that announces it; a sentence that begins with "This" needs the one before.
    /// </summary>
    private static bool Needs(Unit before, Unit unit) => before.Claim.Shape == ClaimShape.Sentence
        && (unit.Claim.Shape == ClaimShape.Sentence
            ? before.Claim.Block == unit.Claim.Block && LeansBack().IsMatch(unit.Claim.Text)
            : before.Claim.Block != unit.Claim.Block);

    private static bool Calls(Unit unit, Unit next) => unit.IsLeadIn
        ? next.Claim.Block != unit.Claim.Block
        : next.Claim.Block == unit.Claim.Block && next.Claim.Shape == ClaimShape.Sentence
            && (next.IsLeadIn || GoesOn().IsMatch(next.Claim.Text));

    [GeneratedRegex(
        @"^(this|these|that|those|it|they|such|however|otherwise|therefore|instead|in (this|that|such) case|if (so|not"
            + @"|it|this|they)|then|also|but|and|dies\w*|das|er|sie|es|jedoch|andernfalls|dann|dabei|damit)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeansBack();

    [GeneratedRegex(@"^(however|otherwise|instead|but|if (so|not|it|this)|then|jedoch|andernfalls|sonst|dann)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GoesOn();
}
