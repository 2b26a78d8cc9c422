using System.Text.Json;

namespace SupportBot.Elasticsearch.Indices;

/// <summary>One change of an alias.</summary>
/// <param name="Action"><c>add</c>, <c>remove</c> or <c>remove_index</c>.</param>
/// <param name="Index">The index.</param>
/// <param name="Alias">The alias; null where the index itself is removed.</param>
internal sealed record AliasAction(string Action, string Index, string? Alias)
{
    /// <summary>The alias leads to the index, for searches and for writing.</summary>
    public static AliasAction Add(string index, string alias) => new("add", index, alias);

    /// <summary>The alias leads there no more.</summary>
    public static AliasAction Remove(string index, string alias) => new("remove", index, alias);

    /// <summary>Deletes the index.</summary>
    public static AliasAction RemoveIndex(string index) => new("remove_index", index, null);

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
        if (Alias is not null) json.WriteString("alias", Alias);
        if (Action == "add") json.WriteBoolean("is_write_index", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
