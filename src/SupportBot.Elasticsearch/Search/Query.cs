using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>Queries of Elasticsearch's query language, each written as one JSON object.</summary>
internal static class Query
{
    public static WriteJson MatchAll { get; } = json => Wrap(json, "match_all", () => { });

    /// <summary>A text against several fields. A word counts once, in the field where it is worth most.</summary>
    /// <param name="text">What was asked.</param>
    /// <param name="fields">Names, with a weight where it is not 1: <c>title^2</c>.</param>
    /// <param name="type"><c>best_fields</c>, <c>most_fields</c>, <c>cross_fields</c>…; null for the server's default.</param>
    /// <param name="hasPositions">Whether the fields know where their words stand; without, synonyms of several words are joined by AND and not as a phrase.</param>
    public static WriteJson MultiMatch(string text, IReadOnlyList<string> fields, string? type = null, bool hasPositions = true) => json => Wrap(json, "multi_match", () =>
    {
        json.WriteString("query", text);
        json.WriteStartArray("fields");
        foreach (var field in fields) json.WriteStringValue(field);
        json.WriteEndArray();
        if (type is not null) json.WriteString("type", type);
        if (!hasPositions) json.WriteBoolean("auto_generate_synonyms_phrase_query", false);
    });

    /// <summary>A field that holds exactly this value.</summary>
    public static WriteJson Term(string field, string value) => json => Wrap(json, "term", () => json.WriteString(field, value));

    /// <summary>A field that holds one of these values.</summary>
    public static WriteJson Terms(string field, IEnumerable<string> values) => json => Wrap(json, "terms", () =>
    {
        json.WriteStartArray(field);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    });

    /// <summary>A number below a limit.</summary>
    public static WriteJson LessThan(string field, long limit) => json => Wrap(json, "range", () =>
    {
        json.WriteStartObject(field);
        json.WriteNumber("lt", limit);
        json.WriteEndObject();
    });

    /// <summary>A document that has the field.</summary>
    public static WriteJson Exists(string field) => json => Wrap(json, "exists", () => json.WriteString("field", field));

    /// <summary>What all of these find, scored by <paramref name="must"/>.</summary>
    /// <param name="must">Scores; empty for none.</param>
    /// <param name="filter">Only lets through; empty for none.</param>
    /// <param name="mustNot">Keeps out; empty for none.</param>
    public static WriteJson Bool(IReadOnlyList<WriteJson> must, IReadOnlyList<WriteJson>? filter = null, IReadOnlyList<WriteJson>? mustNot = null) => json => Wrap(json, "bool", () =>
    {
        List(json, "must", must);
        List(json, "filter", filter ?? []);
        List(json, "must_not", mustNot ?? []);
    });

    /// <summary>What any of these finds, each adding to the score.</summary>
    public static WriteJson Any(IReadOnlyList<WriteJson> queries) => json => Wrap(json, "bool", () => List(json, "should", queries));

    /// <summary>Everything that a filter lets through, with the same score.</summary>
    public static WriteJson Constant(WriteJson filter, float score) => json => Wrap(json, "constant_score", () =>
    {
        json.WritePropertyName("filter");
        filter(json);
        json.WriteNumber("boost", score);
    });

    /// <summary>Writes the queries as an array, or nothing where there are none.</summary>
    internal static void List(Utf8JsonWriter json, string name, IReadOnlyList<WriteJson> queries)
    {
        if (queries.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var write in queries) write(json);
        json.WriteEndArray();
    }

    private static void Wrap(Utf8JsonWriter json, string name, Action body)
    {
        json.WriteStartObject();
        json.WriteStartObject(name);
        body();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
