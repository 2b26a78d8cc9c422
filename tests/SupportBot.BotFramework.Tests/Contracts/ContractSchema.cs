using System.Text.Json.Nodes;
using NJsonSchema;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>
/// The definitions of a published contract: a JSON schema, or the part of a Swagger 2.0 file that is one.
/// </summary>
internal sealed class ContractSchema
{
    private readonly JsonSchema _schema;

    private ContractSchema(JsonSchema schema) => _schema = schema;

    /// <param name="file">Name of the file among the contracts.</param>
    /// <param name="optional">Members that the file requires and the specification does not.</param>
    public static async Task<ContractSchema> LoadAsync(
        string file, params (string Definition, string Member)[] optional)
    {
        var definitions = JsonNode.Parse(
            await File.ReadAllTextAsync(SharedData.Contract(file), TestContext.Current.CancellationToken)
        )!["definitions"]!.DeepClone();
        foreach (var (definition, member) in optional)
            Assert.Equal(
                1,
                definitions[definition]!["required"]!
                    .AsArray()
                    .RemoveAll(required => required!.GetValue<string>() == member));
        AcceptAnyValue(definitions);
        return new ContractSchema(
            await JsonSchema.FromJsonAsync(
                new JsonObject { ["definitions"] = definitions }.ToJsonString(),
                TestContext.Current.CancellationToken));
    }

    /// <summary>What a text breaks of a definition; nothing where it is as it should be.</summary>
    public IEnumerable<string> Errors(string definition, string json) =>
        _schema.Definitions[definition].Validate(json).Select(error => $"{definition}: {error}");

    /// <summary>
    /// A C# <c>object</c> stands in these files as an object without members. It may be any JSON: a text, mostly.
    /// </summary>
    private static void AcceptAnyValue(JsonNode? node)
    {
        foreach (
            var child in node is JsonObject members ? members.Select(member => member.Value)
            : node is JsonArray items ? items : [])
        {
            if (
                child is JsonObject schema && schema["type"] is JsonValue type && type.ToString() == "object"
                && schema["properties"] is null)
                schema.Remove("type");
            AcceptAnyValue(child);
        }
    }
}
