using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.AsciiDoc;

internal sealed partial class AsciiDocAttributes
{
    private const int MaxValue = 2_000;

    // Characters that references may add to one document.
    private const int MaxAdded = 1_000_000;

    // Characters that would otherwise be markup.
    private static readonly FrozenDictionary<string, string> Characters = new Dictionary<string, string>
    {
        ["blank"] = "", ["empty"] = "", ["sp"] = " ", ["nbsp"] = "\u00A0", ["zwsp"] = "", ["wj"] = "", ["apos"] = "'",
        ["quot"] = "\"", ["lsquo"] = "‘", ["rsquo"] = "’", ["ldquo"] = "“", ["rdquo"] = "”", ["deg"] = "°",
        ["plus"] = "+", ["brvbar"] = "¦", ["vbar"] = "|", ["amp"] = "&", ["lt"] = "<", ["gt"] = ">",
        ["startsb"] = "[", ["endsb"] = "]", ["caret"] = "^", ["asterisk"] = "*", ["tilde"] = "~",
        ["backslash"] = "\\", ["backtick"] = "`", ["two-colons"] = "::", ["two-semicolons"] = ";;", ["cpp"] = "C++",
        ["cxx"] = "C++", ["pp"] = "++",
    }.ToFrozenDictionary();

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private int _added;

    public string? this[string name] => _values.GetValueOrDefault(name);

    // Processes a line such as ":name: value". Returns null if the line is not an attribute.
    public (string Name, string Value)? Take(string line)
    {
        if (Entry().Match(line) is not { Success: true } entry) return null;
        var (name, value) = (entry.Groups["name"].Value, Replace(entry.Groups["value"].Value.TrimEnd('\\').Trim()));
        if (value.Length > MaxValue) value = value[..MaxValue];
        if (name.Contains('!')) _values.Remove(name.Trim('!'));
        else _values[name] = value;
        return (name, value);
    }

    public static bool IsEntry(string line) => Entry().IsMatch(line);

    public static string? Character(string name) => Characters.GetValueOrDefault(name);

    public string Replace(string text)
    {
        if (!text.Contains('{') || _added > MaxAdded) return text;
        return Reference().Replace(text, reference =>
        {
            if (!_values.TryGetValue(reference.Groups["name"].Value, out var value)) return reference.Value;
            _added += value.Length;
            return _added > MaxAdded ? reference.Value : value;
        });
    }

    [GeneratedRegex(@"^:(?<name>!?\w[\w-]{0,100}!?):(?:\s+(?<value>.*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{(?<name>\w[\w-]{0,100})\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
