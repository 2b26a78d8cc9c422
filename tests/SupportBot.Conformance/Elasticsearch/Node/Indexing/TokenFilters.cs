using System.Text.Json.Nodes;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Analysis.Util;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>Filters of analyzers that an index defines itself.</summary>
internal static class TokenFilters
{
    /// <param name="name">As the analyzer names it.</param>
    /// <param name="own">Where the index defines it; null for one that every server has.</param>
    public static Func<TokenStream, TokenStream> Of(string name, JsonObject? own) =>
        ((string?)own?["type"] ?? name, (string?)own?["language"] ?? (string?)own?["name"]) switch
    {
        ("lowercase", null) => stream => new LowerCaseFilter(LanguageAnalyzers.Version, stream),
        ("asciifolding", null) => stream => new ASCIIFoldingFilter(stream),
        ("porter_stem", null) or ("stemmer", "english") => stream => new PorterStemFilter(stream),
        ("stemmer", "possessive_english") => stream => new EnglishPossessiveFilter(LanguageAnalyzers.Version, stream),
        ("stemmer", "light_german") => stream => new GermanLightStemFilter(stream),
        ("stemmer", "light_spanish") => stream => new SpanishLightStemFilter(stream),
        ("stemmer", "light_french") => stream => new FrenchLightStemFilter(stream),
        ("stemmer", "light_italian") => stream => new ItalianLightStemFilter(stream),
        ("stemmer", "light_portuguese") => stream => new PortugueseLightStemFilter(stream),
        ("elision", null) => Elision(
            [.. own!["articles"]!.AsArray().Select(article => (string)article!)],
            (bool?)own["articles_case"] ?? false),
        ("german_normalization", null) => stream => new GermanNormalizationFilter(stream),
        ("cjk_width", null) => stream => new CJKWidthFilter(stream),
        ("cjk_bigram", null) => stream => new CJKBigramFilter(stream),
        ("stop", null) => Stop((string?)own?["stopwords"] ?? "_english_"),
        _ => throw NodeError.Unsupported($"the token filter [{name}] {own?.ToJsonString()}"),
    };

    /// <param name="rules">
    /// Words that mean the same, between commas; or what is to be replaced, an arrow and by what.
    /// </param>
    public static Func<TokenStream, TokenStream> Synonyms(IReadOnlyList<string> rules)
    {
        if (rules.Count == 0) return stream => stream;
        var plain = Analyzer.NewAnonymous((_, reader) =>
        {
            var source = new Lucene.Net.Analysis.Standard.StandardTokenizer(LanguageAnalyzers.Version, reader);
            return new TokenStreamComponents(source, new LowerCaseFilter(LanguageAnalyzers.Version, source));
        });
        var parser = new SolrSynonymParser(dedup: true, expand: true, plain);
        parser.Parse(new StringReader(string.Join('\n', rules)));
        var map = parser.Build();
        return map.Fst is null ? stream => stream : stream => new SynonymFilter(stream, map, ignoreCase: true);
    }

    private static Func<TokenStream, TokenStream> Stop(string list) =>
        Analysis.OfLanguage(list.Trim('_')) is StopwordAnalyzerBase { StopwordSet: { } words }
        ? stream => new StopFilter(LanguageAnalyzers.Version, stream, words)
        : throw NodeError.Unsupported($"the stop words [{list}]");

    private static Func<TokenStream, TokenStream> Elision(IReadOnlyCollection<string> articles, bool ignoresCase) =>
        stream => new ElisionFilter(stream, new CharArraySet(LanguageAnalyzers.Version, articles, ignoresCase));
}
