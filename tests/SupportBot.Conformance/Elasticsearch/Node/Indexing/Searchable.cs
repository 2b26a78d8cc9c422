namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>The documents of an index as of its last refresh, by number in the order in which they came.</summary>
internal sealed class Searchable
{
    private readonly Dictionary<string, Postings> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _next;

    public SortedDictionary<int, Document> Documents { get; } = [];

    public Postings? Field(string name) => _postings.GetValueOrDefault(name);

    public int? NumberOf(string id) => _numbers.TryGetValue(id, out var number) ? number : null;

    /// <summary>Shows a document instead of its earlier version.</summary>
    public void Put(Document document)
    {
        Remove(document.Id);
        _numbers[document.Id] = _next;
        Documents[_next] = document;
        foreach (var (field, terms) in document.Values.Terms)
        {
            if (!_postings.TryGetValue(field, out var postings)) _postings[field] = postings = new Postings();
            postings.Add(_next, terms);
        }
        _next++;
    }

    public void Remove(string id)
    {
        if (!_numbers.Remove(id, out var number)) return;
        Documents.Remove(number, out var document);
        foreach (var (field, terms) in document!.Values.Terms) _postings[field].Remove(number, terms);
    }
}
