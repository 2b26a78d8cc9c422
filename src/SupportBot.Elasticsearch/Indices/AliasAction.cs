using System.Text.Json;

namespace SupportBot.Elasticsearch.Indices;

/// <summary>One change of an alias.</summary>
/// <param name="Action"><c>add</c> or <c>remove</c>.</param>
/// <param name="Index">The index.</param>
/// <param name="Alias">The alias.</param>
internal sealed record AliasAction(string Action, string Index, string Alias)
{
    /// <summary>The alias leads to the index, for searches and for writing.</summary>
    public static AliasAction Add(string index, string alias) => new("add", index, alias);

    /// <summary>The alias leads there no more.</summary>
    public static AliasAction Remove(string index, string alias) => new("remove", index, alias);

    public static void Write(Utf8JsonWriter json, IReadOnlyList<AliasAction> actions)
    {
        json.WriteStartObject();
        json.WriteStartArray("actions");
        foreach (var action in actions) action.Write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject(Action);
        json.WriteString("index", Index);
        json.WriteString("alias", Alias);
        if (Action == "add") json.WriteBoolean("is_write_index", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
