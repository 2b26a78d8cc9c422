using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Training;

/// <summary>Checks a set of training rows as a whole: how many there are, duplicates, and leakage.</summary>
public static class DatasetChecks
{
    /// <summary>Providers accept no fewer rows.</summary>
    public const int FewestRows = 10;

    /// <summary>From here on a fine-tune usually gains; with fewer rows often not.</summary>
    public const int EnoughRows = 50;

    /// <summary>What is wrong with the set.</summary>
    public static IReadOnlyList<RowFinding> Check(DatasetSplit split)
    {
        var sides = split.Training.Select(row => (Row: row, IsValidation: false))
            .Concat(split.Validation.Select(row => (Row: row, IsValidation: true))).ToList();
        return [.. Count(split), .. Questions(sides), .. Answers(sides)];
    }

    private static IEnumerable<RowFinding> Count(DatasetSplit split)
    {
        var count = split.Training.Count;
        if (count < FewestRows)
            yield return new RowFinding(null, FindingLevel.Error, "count",
                $"There are {count} accepted rows to train on; providers need {FewestRows} at least. "
                    + "Gains begin with 50 to 100.");
        else if (count < EnoughRows)
            yield return new RowFinding(null, FindingLevel.Warning, "count",
                $"There are {count} accepted rows to train on. Gains begin with 50 to 100.");
        if (split.Validation.Count == 0)
            yield return new RowFinding(null, FindingLevel.Warning, "split",
                "No page fell to the validation side, so training will show no validation loss.");
    }

    private static IEnumerable<RowFinding> Questions(List<(TrainingRow Row, bool IsValidation)> sides)
    {
        var seen = new Dictionary<string, (TrainingRow Row, bool IsValidation)>(StringComparer.Ordinal);
        foreach (var side in sides)
        {
            var question = string.Join(' ', Words.Of(side.Row.Question).Select(word => word.Lower));
            if (seen.TryAdd(question, side)) continue;
            var first = seen[question];
            if (first.IsValidation != side.IsValidation)
                yield return RowFinding.Error(side.Row, "leakage",
                    $"The question stands on both sides of the split: row {first.Row.Id} has it too.");
            else if (first.Row.Answer == side.Row.Answer)
                yield return RowFinding.Error(side.Row, "duplicate", $"Row {first.Row.Id} is the same.");
            else
                yield return RowFinding.Warning(side.Row, "duplicate", $"Row {first.Row.Id} has the same question.");
        }
    }

    private static IEnumerable<RowFinding> Answers(List<(TrainingRow Row, bool IsValidation)> sides)
    {
        var texts = new SimilarTexts();
        foreach (var side in sides)
        {
            if (texts.Add(side.Row.Answer) is not { } place) continue;
            var other = sides[place];
            if (other.IsValidation != side.IsValidation)
                yield return RowFinding.Error(side.Row, "leakage",
                    $"Nearly the same answer stands on both sides of the split: row {other.Row.Id} has it too.");
            else
                yield return RowFinding.Warning(
                    side.Row, "similar", $"Row {other.Row.Id} has nearly the same answer.");
        }
    }
}
