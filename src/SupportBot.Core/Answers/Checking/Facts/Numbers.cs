using System.Globalization;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Compares numbers, with their units where both have one.</summary>
internal static class Numbers
{
    /// <summary>A smaller number is said exactly.</summary>
    private const int LeastRounded = 100;

    public static bool AreIn(Statement claim, IReadOnlyList<Source> cited)
    {
        var numbers = cited.SelectMany(source => source.Whole.Numbers).ToList();
        return claim.Numbers.All(
            number => IsCount(number, numbers) || numbers.Any(other => IsSame(number, other, cited)));
    }

    /// <summary>"Two plans" may be counted by whoever wrote it, unless the source counts them too.</summary>
    private static bool IsCount(Number number, List<Number> numbers) =>
        number.Counts.Length > 0 && !numbers.Any(other => other.Counts == number.Counts && other.Value != number.Value);

    /// <summary>
    /// Where the source has no unit beside the number ("5 or 10 minutes"), it must stand in the same sentence.
    /// </summary>
    private static bool IsSame(Number number, Number other, IReadOnlyList<Source> cited) =>
        (number.Value == other.Value || IsRounded(number.Value, other.Value))
        && (number.Unit.Length == 0 || number.Unit == other.Unit || (other.Unit.Length == 0 && cited.Any(source =>
            source.Sentences.Any(sentence => sentence.Numbers.Contains(other) && HasUnit(number.Unit, sentence)))));

    /// <summary>385,000 for 385,000.6.</summary>
    private static bool IsRounded(string value, string exact) =>
        exact.Count(character => character == '.') == 1 && !value.Contains('.', StringComparison.Ordinal)
        && double.TryParse(exact, CultureInfo.InvariantCulture, out var number) && number >= LeastRounded
        && Math.Round(number).ToString(CultureInfo.InvariantCulture) == value;

    private static bool HasUnit(string unit, Statement sentence) => sentence.Numbers.Any(number => number.Unit == unit)
        || sentence.Lower.Any(word => FactWords.Of(sentence.Language).Units.GetValueOrDefault(word) == unit);
}
