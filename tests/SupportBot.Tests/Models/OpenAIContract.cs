using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SupportBot.Tests.Models;

/// <summary>OpenAI's published description of its protocol: what a request must look like.</summary>
internal static partial class OpenAIContract
{
    public const string File = "openai-subset.yaml";

    private const string Reference = "#/$defs/";

    /// <summary>OpenAPI has keywords of its own, such as <c>example</c>.</summary>
    private static readonly BuildOptions Tolerant = new()
    {
        Dialect = Dialect.Draft202012.With([], allowUnknownKeywords: true),
    };

    private static readonly Lazy<JsonNode> Schemas = new(Read);
    private static readonly Dictionary<string, JsonSchema> Built = [];

    public static bool IsThere => SharedData.ContractIfPresent(File) is not null;

    /// <summary>What is wrong with a message; empty where nothing is.</summary>
    public static IReadOnlyList<string> Errors(string schema, JsonElement message)
    {
        lock (Built)
        {
            if (!Built.TryGetValue(schema, out var built)) Built[schema] = built = Build(schema);
            var results = built.Evaluate(message, new EvaluationOptions { OutputFormat = OutputFormat.List });
            return results.IsValid ? [] : [.. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
        }
    }

    /// <summary>Of the schema and those that it refers to: with all the others it would take minutes.</summary>
    private static JsonSchema Build(string schema)
    {
        var needed = new JsonObject();
        Take(schema);
        return JsonSchema.FromText(
            new JsonObject { ["$ref"] = Reference + schema, ["$defs"] = needed }.ToJsonString(), Tolerant);

        void Take(string name)
        {
            if (needed.ContainsKey(name)) return;
            var text = Schemas.Value[name]!.ToJsonString();
            needed[name] = JsonNode.Parse(text);
            foreach (Match match in References.Matches(text)) Take(match.Groups[1].Value);
        }
    }

    private static JsonNode Read()
    {
        using var text = new StringReader(
            System
                .IO.File.ReadAllText(SharedData.ContractIfPresent(File)!)
                .Replace("#/components/schemas/", Reference, StringComparison.Ordinal));
        var yaml = new YamlStream();
        yaml.Load(text);
        return Json(yaml.Documents[0].RootNode)!["components"]!["schemas"]!;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
            YamlMappingNode mapping => Nullable(Exclusive(
                new JsonObject(
                    mapping.Children.Select(child =>
                        KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Json(child.Value)))))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidDataException($"{File} has a {node.NodeType}."),
    };

    /// <summary>In parts the file still says whether the minimum is exclusive, where newer schemas name it.</summary>
    private static JsonObject Exclusive(JsonObject schema)
    {
        if (schema["exclusiveMinimum"] is not JsonValue value || !value.TryGetValue<bool>(out var isExclusive))
            return schema;
        schema.Remove("exclusiveMinimum");
        if (isExclusive && schema["minimum"] is { } minimum) schema["exclusiveMinimum"] = minimum.DeepClone();
        return schema;
    }

    /// <summary>In parts the file still says <c>nullable</c>, which newer schemas do not know.</summary>
    private static JsonObject Nullable(JsonObject schema)
    {
        if (
            !schema.TryGetPropertyValue("nullable", out var nullable) || nullable is not JsonValue
            || !nullable.GetValue<bool>())
            return schema;
        schema.Remove("nullable");
        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(value, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };

    [GeneratedRegex(@"#/\$defs/(\w+)")]
    private static partial Regex References { get; }
}
