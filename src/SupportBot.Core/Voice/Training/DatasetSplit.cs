using System.Globalization;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// Rows divided into those to train on and those to validate with, so that no page stands on both sides. The side
/// follows from a hash of the page, and stays when rows are added.
/// </summary>
/// <param name="Training">The larger part.</param>
/// <param name="Validation">May be empty.</param>
public sealed record DatasetSplit(IReadOnlyList<TrainingRow> Training, IReadOnlyList<TrainingRow> Validation)
{
    // Pages that rows tie together to more than this share of all are trained on, since little would be left.
    private const double LargestGroup = 0.25;

    /// <summary>The version: a hash of the rows' content and sides, whatever their order; 64 hex digits.</summary>
    public string Hash => TextHash.Of(string.Join('\n', Training.Select(row => $"training {row.ContentHash}")
        .Concat(Validation.Select(row => $"validation {row.ContentHash}")).Order(StringComparer.Ordinal)));

    /// <summary>Divides rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="validationPercent">About how much is validated with, 0 to 50.</param>
    public static DatasetSplit Of(IReadOnlyList<TrainingRow> rows, int validationPercent)
    {
        var groups = GroupsOf(rows);
        var held = rows.GroupBy(row => groups[PageOf(row)], StringComparer.Ordinal)
            .Where(group => group.Count() <= LargestGroup * rows.Count && Bucket(group.Key) < validationPercent)
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var sides = rows.OrderBy(row => row.Id, StringComparer.Ordinal)
            .ToLookup(row => held.Contains(groups[PageOf(row)]));
        return new DatasetSplit([.. sides[false]], [.. sides[true]]);
    }

    private static string PageOf(TrainingRow row) => row.Sources[0].Page;

    // The first page of each group of pages that rows use together, by page.
    private static Dictionary<string, string> GroupsOf(IReadOnlyList<TrainingRow> rows)
    {
        var first = rows.SelectMany(row => row.Sources).Select(source => source.Page).Distinct()
            .ToDictionary(page => page, page => page, StringComparer.Ordinal);
        string Root(string page) => first[page] == page ? page : first[page] = Root(first[page]);
        foreach (var row in rows)
            foreach (var source in row.Sources)
            {
                var (one, other) = (Root(PageOf(row)), Root(source.Page));
                if (string.CompareOrdinal(one, other) < 0) first[other] = one;
                else first[one] = other;
            }
        return first.Keys.ToDictionary(page => page, Root, StringComparer.Ordinal);
    }

    // 0 to 99.
    private static int Bucket(string page) =>
        (int)(uint.Parse(TextHash.Of(page).AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100);
}
