namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Finds words of the answer whose opposite stands in the source instead.</summary>
internal static class Opposites
{
    public static bool Differ(Statement claim, Ground ground) => FactWords.Of(claim.Language).Opposites
        .Any(pair => IsTurned(pair.One, pair.Other, claim, ground) || IsTurned(pair.Other, pair.One, claim, ground));

    private static bool IsTurned(string[] said, string[] opposite, Statement claim, Ground ground) =>
        claim.Lower.Overlaps(said) && !claim.Lower.Overlaps(opposite)
        && ground.Nearest is { } nearest && nearest.Lower.Overlaps(opposite) && !nearest.Lower.Overlaps(said);
}
