using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBot.Elasticsearch.Indices;

/// <summary>The mappings of one index.</summary>
internal sealed record IndexMappings(Mappings Mappings);

/// <param name="Meta">What the index's maker wrote there; null where nothing.</param>
/// <param name="Properties">The fields by name; null where there are none.</param>
internal sealed record Mappings([property: JsonPropertyName("_meta")] JsonElement? Meta = null, JsonElement? Properties = null);

/// <summary>The settings of one index.</summary>
internal sealed record IndexSettings(SettingsTree Settings);

/// <param name="Index">Settings by name; numbers come as strings.</param>
internal sealed record SettingsTree(JsonElement Index);

/// <summary>The aliases of one index, by name.</summary>
internal sealed record IndexAliases(Dictionary<string, JsonElement> Aliases);
