using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace SupportBot.Embedded.Bm25;

/// <summary>Turns a question into an OR of its terms over all text fields of each language it is searched in.</summary>
internal sealed class TextQuery(Analyzer analyzer)
{
    /// <summary>Further terms of a very long question add cost, not meaning.</summary>
    private const int MostTerms = 128;

    public BooleanQuery Of(string text, IEnumerable<string> languages)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var language in languages)
        {
            var terms = Terms(text, language);
            foreach (var (name, weight) in IndexFields.Texts)
                foreach (var (term, count) in terms)
                    if (query.Clauses.Count < BooleanQuery.MaxClauseCount)
                        query.Add(new TermQuery(new Term(IndexFields.In(name, language), term)) { Boost = weight * count }, Occur.SHOULD);
        }
        return query;
    }

    /// <summary>What the analyzer makes of a text: stems, without stop words.</summary>
    public IEnumerable<string> Words(string text, string language) => Terms(text, language).Select(term => term.Key);

    private List<KeyValuePair<string, int>> Terms(string text, string language)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var tokens = analyzer.GetTokenStream(IndexFields.In("body", language), text);
        var term = tokens.AddAttribute<ICharTermAttribute>();
        tokens.Reset();
        while (counts.Count < MostTerms && tokens.IncrementToken())
            counts[term.ToString()!] = counts.GetValueOrDefault(term.ToString()!) + 1;
        tokens.End();
        return [.. counts];
    }
}
