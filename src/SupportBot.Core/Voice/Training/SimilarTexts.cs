using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Training;

/// <summary>Finds texts that share most of their runs of three words.</summary>
internal sealed class SimilarTexts
{
    private const int Run = 3;
    private const double Alike = 0.8;

    // Limits the comparisons per run, so that many equal texts do not take quadratic time.
    private const int MostCompared = 20;

    private readonly Dictionary<string, List<int>> _byRun = new(StringComparer.Ordinal);
    private readonly List<HashSet<string>> _runs = [];

    /// <summary>Adds a text.</summary>
    /// <returns>The place of the earlier text that is most like it, from 0; null if none is.</returns>
    public int? Add(string text)
    {
        var runs = RunsOf(text);
        var shared = new Dictionary<int, int>();
        foreach (var run in runs)
        {
            if (!_byRun.TryGetValue(run, out var earlier)) _byRun[run] = earlier = [];
            foreach (var place in earlier) shared[place] = shared.GetValueOrDefault(place) + 1;
            if (earlier.Count < MostCompared) earlier.Add(_runs.Count);
        }
        _runs.Add(runs);
        return shared.Where(other => other.Value >= Alike * (runs.Count + _runs[other.Key].Count - other.Value))
            .OrderByDescending(other => other.Value).Select(other => (int?)other.Key).FirstOrDefault();
    }

    private static HashSet<string> RunsOf(string text)
    {
        string[] words = [.. Words.Of(text).Select(word => word.Lower)];
        return words.Length < Run
            ? [string.Join(' ', words)]
            : [.. Enumerable.Range(0, words.Length - Run + 1).Select(i => string.Join(' ', words, i, Run))];
    }
}
