using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace SupportBot.Embedded.Bm25;

internal sealed class TextQuery(Analyzer analyzer)
{
    // Further terms of a very long question add cost without meaning.
    private const int MaxTerms = 128;

    public IReadOnlyList<QueryTerm> Of(string text, IEnumerable<string> fields) =>
        [.. from language in fields.GroupBy(LuceneFields.LanguageOf)
            let terms = Terms(text, language.Key)
            from field in language
            from term in terms
            select new QueryTerm(field, new BytesRef(term.Key), LuceneFields.WeightOf(field) * term.Value)];

    public IEnumerable<string> Words(string text, string language) => Terms(text, language).Select(term => term.Key);

    private List<KeyValuePair<string, int>> Terms(string text, string language)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var tokens = analyzer.GetTokenStream(LuceneFields.In("body", language), text);
        var term = tokens.AddAttribute<ICharTermAttribute>();
        tokens.Reset();
        while (counts.Count < MaxTerms && tokens.IncrementToken())
            counts[term.ToString()!] = counts.GetValueOrDefault(term.ToString()!) + 1;
        tokens.End();
        return [.. counts];
    }
}

// The weight is the field's weight times the frequency of the term in the question.
internal readonly record struct QueryTerm(string Field, BytesRef Bytes, float Weight);
