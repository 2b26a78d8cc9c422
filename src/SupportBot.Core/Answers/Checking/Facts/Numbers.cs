using System.Globalization;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Compares numbers, with their units where both have one.</summary>
internal static class Numbers
{
    /// <summary>A smaller number is said exactly.</summary>
    private const int LeastRounded = 100;

    public static bool AreIn(Statement claim, Ground ground, IReadOnlyList<Source> cited)
    {
        var numbers = cited.SelectMany(source => source.Whole.Numbers).ToList();
        return claim.Numbers.All(
            number => IsCount(number, numbers) || numbers.Any(other => IsSame(number, other, ground)));
    }

    /// <summary>"Two plans" may be counted by whoever wrote it, unless the source counts them too.</summary>
    private static bool IsCount(Number number, List<Number> numbers) =>
        number.Counts.Length > 0 && !numbers.Any(other => other.Counts == number.Counts && other.Value != number.Value);

    /// <summary>Where the source has no unit beside the number ("5 or 10 minutes"), it must stand nearby.</summary>
    private static bool IsSame(Number number, Number other, Ground ground) =>
        (number.Value == other.Value || IsRounded(number.Value, other.Value))
        && (number.Unit.Length == 0 || number.Unit == other.Unit
            || (other.Unit.Length == 0 && HasUnit(number.Unit, ground)));

    /// <summary>385,000 for 385,000.6.</summary>
    private static bool IsRounded(string value, string exact) =>
        exact.Count(character => character == '.') == 1 && !value.Contains('.', StringComparison.Ordinal)
        && double.TryParse(exact, CultureInfo.InvariantCulture, out var number) && number >= LeastRounded
        && Math.Round(number).ToString(CultureInfo.InvariantCulture) == value;

    private static bool HasUnit(string unit, Ground ground) => ground.Statements.Any(statement =>
        statement.Numbers.Any(number => number.Unit == unit)
            || statement.Lower.Any(word => FactWords.Of(statement.Language).Units.GetValueOrDefault(word) == unit));
}
