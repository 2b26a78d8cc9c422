using System.Text.RegularExpressions;

namespace SupportBot.Documents.AsciiDoc;

internal sealed partial class BlockAttributes
{
    private readonly Dictionary<string, string> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _positional = [];

    public string Title { get; set; } = "";

    public string? Id { get; private set; }

    public string Style { get; private set; } = "";

    public HashSet<string> Options { get; } = [];

    public string Language => _named.GetValueOrDefault("language") ?? _positional.ElementAtOrDefault(1) ?? "";

    public string this[string name] => _named.GetValueOrDefault(name, "");

    // [style#id.role%option,name=value] or [[id]]
    public void Add(string line)
    {
        var list = line[1..^1];
        if (list.StartsWith('['))
        {
            Id = list.Trim('[', ']').Split(',')[0];
            return;
        }
        if (list.StartsWith(',')) _positional.Add("");
        foreach (Match item in Pattern().Matches(list))
        {
            var name = item.Groups["name"].Value;
            if (name.Length > 0) _named[name] = item.Groups["value"].Value.Trim('"', '\'');
            else _positional.Add(item.Value.Trim().Trim('"', '\''));
        }
        ReadStyle(list.Split(',')[0]);
        Options.UnionWith($"{this["options"]},{this["opts"]}".Split(',', StringSplitOptions.TrimEntries));
        Id = _named.GetValueOrDefault("id") ?? Id;
    }

    private void ReadStyle(string first)
    {
        if (first.Contains('=')) return;
        foreach (Match part in StylePart().Matches(first))
            switch (part.Value)
            {
                case ['#', .. var id]: Id = id; break;
                case ['%', .. var option]: Options.Add(option); break;
                case ['.', ..]: break;
                case var style: Style = style; break;
            }
    }

    [GeneratedRegex("""(?:(?<name>[\w-]+)\s*=\s*)(?<value>"[^"]*"|'[^']*'|[^,]*)|"[^"]*"|[^,\s][^,]*""",
        RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();

    [GeneratedRegex("[#.%]?[^#.%]+", RegexOptions.NonBacktracking)]
    private static partial Regex StylePart();
}
