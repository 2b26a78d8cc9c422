using System.Globalization;
using SupportBot.Cli;
using SupportBot.Settings;
using YamlDotNet.RepresentationModel;

namespace SupportBot.Brands;

// A mapping of a YAML file. What is wrong is said with its line; keys that nobody reads are wrong.
internal sealed class VoiceNode(string file, YamlMappingNode mapping)
{
    private readonly HashSet<string> _read = [];

    public string Text(string key, int longest)
    {
        if (Find(key) is not { } node) return "";
        var text = (node as YamlScalarNode)?.Value?.Trim() ?? throw Wrong(node, $"'{key}' must be a text");
        return text.Length <= longest ? text : throw Wrong(node, $"'{key}' has more than {longest} characters");
    }

    public string Required(string key, int longest) =>
        Text(key, longest) is { Length: > 0 } text ? text : throw Wrong(mapping, $"'{key}' is missing");

    public double? Number(string key)
    {
        if (Find(key) is not { } node) return null;
        return double.TryParse(
            (node as YamlScalarNode)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(node, $"'{key}' must be a number");
    }

    public bool Flag(string key, bool usual)
    {
        if (Find(key) is not { } node) return usual;
        return bool.TryParse((node as YamlScalarNode)?.Value, out var flag)
            ? flag
            : throw Wrong(node, $"'{key}' must be true or false");
    }

    public IReadOnlyList<string> Texts(string key, int longest)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlSequenceNode list) throw Wrong(node, $"'{key}' must be a list");
        return [.. list.Select(item => IsText(item, longest, out var text)
            ? text
            : throw Wrong(item, $"'{key}' must hold texts of 1 to {longest} characters"))];
    }

    public IReadOnlyList<(string Key, string Value)> Pairs(string key, int longest)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlMappingNode pairs) throw Wrong(node, $"'{key}' must be pairs such as 'utilize: use'");
        return [.. pairs.Select(
            pair => IsText(pair.Key, longest, out var one) && IsText(pair.Value, longest, out var other)
            ? (one, other)
            : throw Wrong(pair.Key, $"'{key}' must hold pairs of texts of 1 to {longest} characters"))];
    }

    private static bool IsText(YamlNode node, int longest, out string text)
    {
        text = (node as YamlScalarNode)?.Value ?? "";
        return text.Length > 0 && text.Length <= longest;
    }

    public IReadOnlyList<VoiceNode> List(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlSequenceNode list) throw Wrong(node, $"'{key}' must be a list");
        return [.. list.Select(item => item is YamlMappingNode each
            ? new VoiceNode(file, each)
            : throw Wrong(item, $"'{key}' must hold mappings"))];
    }

    public IReadOnlyList<(string Key, VoiceNode Node)> Mappings(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlMappingNode all) throw Wrong(node, $"'{key}' must be a mapping");
        return [.. all.Select(pair => pair is { Key: YamlScalarNode { Value: { } name }, Value: YamlMappingNode each }
            ? (name, new VoiceNode(file, each))
            : throw Wrong(pair.Key, $"'{key}' must hold mappings"))];
    }

    // Runs what fails by a FormatException for a value of this key.
    public T Parse<T>(string key, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException e)
        {
            throw Wrong(Find(key) ?? mapping, e.Message);
        }
    }

    public void End()
    {
        foreach (var key in mapping.Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !_read.Contains(name))
                throw Wrong(key, $"'{key}' is not known here{Nearest($"{key}")}");
    }

    public SettingsException Wrong(string message) => Wrong(mapping, message);

    private SettingsException Wrong(YamlNode node, string message) =>
        new($"{file}, line {node.Start.Line}: {message.TrimEnd('.')}.");

    private string Nearest(string name) =>
        EditDistance.Nearest(name, _read) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }
}
