using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Training;

internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;

    private Vocabulary(IReadOnlyList<string> words)
    {
        Words = words;
        _ids = words.Select((word, id) => KeyValuePair.Create(word, id)).ToDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Words { get; }

    public int Count => Words.Count;

    public static Vocabulary Of(IReadOnlyList<string> words) => new(words);

    public static Vocabulary Of(IEnumerable<Chunk> chunks, int most)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in chunks)
        {
            seen.Clear();
            Collect(chunk.Title, seen);
            Collect(chunk.Section, seen);
            Collect(chunk.Text, seen);
            foreach (var word in seen) counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        return new Vocabulary([.. counts.OrderByDescending(word => word.Value)
            .ThenBy(word => word.Key, StringComparer.Ordinal).Take(most).Select(word => word.Key)]);
    }

    public void Read(ReadOnlySpan<char> text, List<int> ids)
    {
        var known = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in new WordTokens(text))
            if (known.TryGetValue(word, out var id)) ids.Add(id);
    }

    public int[] Read(ReadOnlySpan<char> text)
    {
        var ids = new List<int>();
        Read(text, ids);
        return [.. ids];
    }

    private static void Collect(string text, HashSet<string> words)
    {
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in new WordTokens(text)) known.Add(word);
    }
}
