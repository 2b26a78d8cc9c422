namespace SupportBot.Documents.Markdown;

// Inline code between two equal runs of backticks, as in CommonMark.
internal static class CodeSpans
{
    public static IReadOnlyList<(int Start, int End)> In(string line)
    {
        var runs = Runs(line);
        var next = new int[runs.Count];
        var nearest = new Dictionary<int, int>();
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            next[i] = nearest.GetValueOrDefault(runs[i].Length, -1);
            nearest[runs[i].Length] = i;
        }
        var spans = new List<(int, int)>();
        for (var i = 0; i < runs.Count; i++)
        {
            if (next[i] < 0) continue;
            spans.Add((runs[i].Start, runs[next[i]].Start + runs[i].Length));
            i = next[i];
        }
        return spans;
    }

    private static List<(int Start, int Length)> Runs(string line)
    {
        var runs = new List<(int, int)>();
        for (var at = line.IndexOf('`'); at >= 0; at = line.IndexOf('`', at))
        {
            var start = at;
            while (at < line.Length && line[at] == '`') at++;
            runs.Add((start, at - start));
        }
        return runs;
    }
}
