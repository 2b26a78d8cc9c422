using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace SupportBot.Embedded.Bm25;

/// <summary>Turns a question into an OR of its terms over all text fields of each language it is searched in.</summary>
internal sealed class TextQuery(Analyzer analyzer)
{
    /// <summary>Further terms of a very long question add cost, not meaning.</summary>
    private const int MaxTerms = 128;

    /// <param name="text">The question.</param>
    /// <param name="fields">Names of the text fields that the index has.</param>
    public IReadOnlyList<QueryTerm> Of(string text, IEnumerable<string> fields) =>
        [.. from language in fields.GroupBy(LuceneFields.LanguageOf)
            let terms = Terms(text, language.Key)
            from field in language
            from term in terms
            select new QueryTerm(field, new BytesRef(term.Key), LuceneFields.WeightOf(field) * term.Value)];

    /// <summary>What the analyzer makes of a text: stems, without stop words.</summary>
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

/// <param name="Field">A text field of one language.</param>
/// <param name="Bytes">The term as the index has it.</param>
/// <param name="Weight">The field's weight, times how often the question has the term.</param>
internal readonly record struct QueryTerm(string Field, BytesRef Bytes, float Weight);
