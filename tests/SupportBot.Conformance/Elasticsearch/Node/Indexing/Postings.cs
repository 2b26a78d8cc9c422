namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>Which documents hold which terms of one field, with what BM25 needs to know of them.</summary>
internal sealed class Postings
{
    private static readonly Dictionary<int, int> Nothing = [];

    private readonly Dictionary<string, Dictionary<int, int>> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _lengths = [];
    private long _length;

    /// <summary>Documents that have the field.</summary>
    public IReadOnlyCollection<int> Documents => _lengths.Keys;

    /// <summary>How often each document has a term.</summary>
    public IReadOnlyDictionary<int, int> Of(string term) => _terms.GetValueOrDefault(term) ?? Nothing;

    public void Add(int document, IReadOnlyList<string> terms)
    {
        _lengths[document] = terms.Count;
        _length += terms.Count;
        foreach (var term in terms)
        {
            if (!_terms.TryGetValue(term, out var documents)) _terms[term] = documents = [];
            documents[document] = documents.GetValueOrDefault(document) + 1;
        }
    }

    public void Remove(int document, IReadOnlyList<string> terms)
    {
        if (!_lengths.Remove(document)) return;
        _length -= terms.Count;
        foreach (var term in terms.Distinct())
            if (_terms[term].Remove(document) && _terms[term].Count == 0) _terms.Remove(term);
    }

    /// <summary>
    /// BM25 of words that stand for the same: they count as one word, as rare as the most frequent of them.
    /// </summary>
    /// <param name="same">At least one term.</param>
    /// <param name="hasLengths">Keywords have none.</param>
    /// <param name="settings">The constants of BM25.</param>
    public Dictionary<int, float> Score(IReadOnlyCollection<string> same, bool hasLengths, IndexSettings settings)
    {
        var (k1, b) = (settings.K1, settings.B);
        var frequencies = new Dictionary<int, int>();
        foreach (var term in same)
        foreach (var (document, count) in Of(term))
            frequencies[document] = frequencies.GetValueOrDefault(document) + count;
        var holding = same.Max(term => Of(term).Count);
        var rarity = MathF.Log(1 + (_lengths.Count - holding + 0.5f) / (holding + 0.5f));
        var average = (float)_length / Math.Max(1, _lengths.Count);
        return frequencies.ToDictionary(pair => pair.Key, pair =>
        {
            var norm = hasLengths ? 1 - b + b * Rounded(_lengths[pair.Key]) / average : 1;
            return rarity * (k1 + 1) * (hasLengths ? pair.Value : 1) / ((hasLengths ? pair.Value : 1) + k1 * norm);
        });
    }

    /// <summary>Lucene keeps a length in one byte: exact to 40, then with four significant bits.</summary>
    private static int Rounded(int length)
    {
        if (length < 40) return length;
        var (rest, shift) = (length - 24, 0);
        while (rest >> shift >= 16) shift++;
        return 24 + (rest >> shift << shift);
    }
}
