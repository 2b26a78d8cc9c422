using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SupportBot.BotFramework.Schema;

/// <summary>
/// Writes the members that a class does not name beside those that it names. System.Text.Json itself writes them as an
/// object without a name, which is no JSON (dotnet/runtime issue 97225); reading is right there, and stays.
/// </summary>
internal sealed class FurtherMembers : JsonConverter<JsonObject>
{
    public static void Use(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.IsExtensionData)) property.CustomConverter = new FurtherMembers();
    }

    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Used for writing only.");

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options)
    {
        foreach (var (name, member) in value)
        {
            writer.WritePropertyName(name);
            if (member is null) writer.WriteNullValue();
            else member.WriteTo(writer, options);
        }
    }
}
