using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SupportBot.Tests.Deployment;

/// <summary>The YAML files of deploymentTemplates, as JSON with their anchors filled in.</summary>
internal static class Yaml
{
    public static string Folder(string name) => Path.Combine(SharedData.RepositoryRoot, "deploymentTemplates", name);

    /// <summary>All documents of a file.</summary>
    public static IReadOnlyList<JsonElement> Documents(string folder, string file)
    {
        var texts = File.ReadAllText(Path.Combine(Folder(folder), file)).Split("\n---\n");
        return [.. texts.Select(text => Parse(text))];
    }

    public static JsonElement Parse(string text)
    {
        var yaml = new DeserializerBuilder()
            .WithAttemptingUnquotedStringTypeDeserialization()
            .Build()
            .Deserialize<object>(new MergingParser(new Parser(new StringReader(text))));
        return JsonDocument.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml)).RootElement;
    }
}
