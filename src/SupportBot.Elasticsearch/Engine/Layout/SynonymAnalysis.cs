using Elastic.Clients.Elasticsearch.Analysis;
using Elastic.Clients.Elasticsearch.IndexManagement;

namespace SupportBot.Elasticsearch.Engine.Layout;

// Search analyzers with the operator's synonyms: each is the analyzer of its language with the synonyms before the stop
// words. Changes to the set do not require a new index.
internal static class SynonymAnalysis
{
    private const string Synonyms = "synonyms";

    private static readonly IReadOnlyList<Chain> Chains =
    [
        new("en", ["possessive_english", "lowercase"], StopWordLanguage.English, ["english"]),
        new("de", ["lowercase"], StopWordLanguage.German, ["german_normalization", "light_german"]),
        new("es", ["lowercase"], StopWordLanguage.Spanish, ["light_spanish"]),
        new("fr", ["french_elision", "lowercase"], StopWordLanguage.French, ["light_french"]),
        new("it", ["italian_elision", "lowercase"], StopWordLanguage.Italian, ["light_italian"]),
        new("pt", ["lowercase"], StopWordLanguage.Portuguese, ["light_portuguese"]),
    ];

    private static readonly Dictionary<string, string[]> Elisions = new(StringComparer.Ordinal)
    {
        ["french_elision"] = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"],
        ["italian_elision"] =
        [
            "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl",
            "sugl", "un", "m", "t", "s", "v", "d",
        ],
    };

    private static readonly string[] BuiltIn = ["lowercase", "german_normalization"];

    public static string? AnalyzerOf(string language) =>
        Chains.Any(chain => chain.Language == language) ? $"{language}_{Synonyms}" : null;

    public static IndexSettingsAnalysis Of(string set)
    {
        var (filters, analyzers) = (new TokenFilters(), new Analyzers());
        filters[Synonyms] = new SynonymGraphTokenFilter { SynonymsSet = [set], Updateable = true };
        foreach (var chain in Chains)
        {
            filters[chain.StopFilter] = new StopTokenFilter { Stopwords = chain.StopWords };
            foreach (var name in chain.Before.Concat(chain.After).Except(BuiltIn)) filters[name] = Filter(name);
            analyzers[AnalyzerOf(chain.Language)!] = new CustomAnalyzer("standard")
            {
                Filter = [.. chain.Before, Synonyms, chain.StopFilter, .. chain.After],
            };
        }
        return new IndexSettingsAnalysis { TokenFilters = filters, Analyzers = analyzers };
    }

    private static ITokenFilter Filter(string name) => Elisions.TryGetValue(name, out var articles)
        ? new ElisionTokenFilter { Articles = articles, ArticlesCase = true }
        : new StemmerTokenFilter { Language = name };

    private sealed record Chain(string Language, string[] Before, StopWordLanguage StopWords, string[] After)
    {
        public string StopFilter => $"{Language}_stop";
    }
}
