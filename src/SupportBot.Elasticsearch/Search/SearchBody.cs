using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>One search, by words or by a vector. It returns ids and scores, no texts, and does not count what it leaves out.</summary>
internal sealed record SearchBody
{
    /// <summary>The most hits.</summary>
    public required int Size { get; init; }

    /// <summary>Search by words; null for none.</summary>
    public WriteJson? Query { get; init; }

    /// <summary>Search by a vector; null for none.</summary>
    public KnnQuery? Knn { get; init; }

    /// <summary>Aggregations by name; null for none.</summary>
    public WriteJson? Aggregations { get; init; }

    /// <summary>A keyword field that orders hits of equal score, ascending; null where their order does not matter.</summary>
    public string? TieBreak { get; init; }

    /// <summary>A keyword field whose values come with the hits that have it; null for none.</summary>
    public string? ShownField { get; init; }

    /// <summary>Whether all matches are counted exactly.</summary>
    public bool CountsAll { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("size", Size);
        json.WriteBoolean("_source", false);
        if (ShownField is not null) WriteShown(json, ShownField);
        json.WriteBoolean("track_total_hits", CountsAll);
        Write(json, "query", Query);
        Write(json, "knn", Knn is { } knn ? knn.Write : null);
        if (TieBreak is not null) WriteSort(json, TieBreak);
        Write(json, "aggs", Aggregations);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, WriteJson? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        value(json);
    }

    private static void WriteShown(Utf8JsonWriter json, string field)
    {
        json.WriteStartArray("docvalue_fields");
        json.WriteStartObject();
        json.WriteString("field", field);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSort(Utf8JsonWriter json, string field)
    {
        json.WriteStartArray("sort");
        foreach (var (name, order) in new[] { ("_score", "desc"), (field, "asc") })
        {
            json.WriteStartObject();
            json.WriteString(name, order);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
