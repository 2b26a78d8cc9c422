using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Search;

/// <summary>The nearest neighbours of a vector. The filter is applied before, so that it never costs hits.</summary>
/// <param name="Field">The field that holds the vectors.</param>
/// <param name="Vector">Unit length, of the field's dimensions.</param>
/// <param name="K">How many neighbours.</param>
/// <param name="Candidates">How many each shard looks at, from <paramref name="K"/> to 10,000: more finds better and takes longer.</param>
/// <param name="Filter">Only what all of these let through.</param>
/// <param name="Oversample">How many times <paramref name="K"/> are scored again by their whole vectors; null for none.</param>
internal sealed record KnnQuery(string Field, ReadOnlyMemory<float> Vector, int K, int Candidates, IReadOnlyList<WriteJson> Filter, float? Oversample = null)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("field", Field);
        json.WriteStartArray("query_vector");
        foreach (var value in Vector.Span) json.WriteNumberValue(value);
        json.WriteEndArray();
        json.WriteNumber("k", K);
        json.WriteNumber("num_candidates", Candidates);
        Query.List(json, "filter", Filter);
        if (Oversample is { } oversample)
        {
            json.WriteStartObject("rescore_vector");
            json.WriteNumber("oversample", oversample);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
