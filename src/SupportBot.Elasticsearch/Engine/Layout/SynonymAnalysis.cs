using System.Text.Json;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>
/// Analyzers that know the operator's synonyms, for questions only: each is the analyzer of its language, taken apart, with
/// the synonyms before the stop words. A set that changes is read anew without a new index.
/// </summary>
internal static class SynonymAnalysis
{
    private const string Synonyms = "synonyms";

    private static readonly IReadOnlyList<Chain> Chains =
    [
        new("en", ["possessive_english", "lowercase"], "_english_", ["english"]),
        new("de", ["lowercase"], "_german_", ["german_normalization", "light_german"]),
        new("es", ["lowercase"], "_spanish_", ["light_spanish"]),
        new("fr", ["french_elision", "lowercase"], "_french_", ["light_french"]),
        new("it", ["italian_elision", "lowercase"], "_italian_", ["light_italian"]),
        new("pt", ["lowercase"], "_portuguese_", ["light_portuguese"]),
    ];

    private static readonly Dictionary<string, string[]> Elisions = new(StringComparer.Ordinal)
    {
        ["french_elision"] = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"],
        ["italian_elision"] =
        [
            "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d",
        ],
    };

    private static readonly string[] BuiltIn = ["lowercase", "german_normalization"];

    /// <summary>Languages whose questions know synonyms.</summary>
    public static IEnumerable<string> Languages => Chains.Select(chain => chain.Language);

    /// <returns>Null for a language without.</returns>
    public static string? AnalyzerOf(string language) => Chains.Any(chain => chain.Language == language) ? $"{language}_{Synonyms}" : null;

    public static void Write(Utf8JsonWriter json, string set)
    {
        json.WriteStartObject("analysis");
        json.WriteStartObject("filter");
        WriteSynonyms(json, set);
        foreach (var chain in Chains) WriteFilter(json, chain.StopWords, "stop", "stopwords", chain.StopWords);
        foreach (var filter in Chains.SelectMany(chain => chain.Before.Concat(chain.After)).Distinct().Except(BuiltIn)) WriteFilter(json, filter);
        json.WriteEndObject();
        json.WriteStartObject("analyzer");
        foreach (var chain in Chains) WriteAnalyzer(json, chain);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSynonyms(Utf8JsonWriter json, string set)
    {
        json.WriteStartObject(Synonyms);
        json.WriteString("type", "synonym_graph");
        json.WriteString("synonyms_set", set);
        json.WriteBoolean("updateable", true);
        json.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter json, string name)
    {
        if (!Elisions.TryGetValue(name, out var articles)) WriteFilter(json, name, "stemmer", "language", name);
        else
        {
            json.WriteStartObject(name);
            json.WriteString("type", "elision");
            json.WriteBoolean("articles_case", true);
            WriteNames(json, "articles", articles);
            json.WriteEndObject();
        }
    }

    private static void WriteFilter(Utf8JsonWriter json, string name, string type, string option, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteString(option, value);
        json.WriteEndObject();
    }

    private static void WriteAnalyzer(Utf8JsonWriter json, Chain chain)
    {
        json.WriteStartObject(AnalyzerOf(chain.Language)!);
        json.WriteString("type", "custom");
        json.WriteString("tokenizer", "standard");
        WriteNames(json, "filter", [.. chain.Before, Synonyms, chain.StopWords, .. chain.After]);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <param name="Language">Its field.</param>
    /// <param name="Before">Filters before the synonyms.</param>
    /// <param name="StopWords">The server's list of them.</param>
    /// <param name="After">Filters after the stop words.</param>
    private sealed record Chain(string Language, string[] Before, string StopWords, string[] After);
}
