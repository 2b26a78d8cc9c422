namespace SupportBot.Cli;

internal static class EditDistance
{
    public static string? Nearest(string word, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Between(word, candidate));

    // Levenshtein distance, ignoring case.
    public static int Between(string first, string second)
    {
        var (a, b) = (first.ToLowerInvariant(), second.ToLowerInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced));
            }
        }
        return row[^1];
    }
}
