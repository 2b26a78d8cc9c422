using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SupportBot.Documents.Headers;

// Reads YAML events, so that dates and numbers stay text and nesting needs no recursion.
internal static partial class YamlHeader
{
    public static HeaderSyntax Read(string yaml)
    {
        var syntax = Parse(yaml);
        return syntax is HeaderSyntax.Invalid && Indented(yaml) is { } indented
            && Parse(indented) is HeaderSyntax.Entries entries
            ? entries
            : syntax;
    }

    private static HeaderSyntax Parse(string yaml)
    {
        try
        {
            return Entries(new Parser(new StringReader(yaml))) is not { } entries
                || (entries.Count == 0 && !string.IsNullOrWhiteSpace(yaml))
                ? new HeaderSyntax.NoMapping()
                : new HeaderSyntax.Entries(entries);
        }
        catch (YamlException e)
        {
            return new HeaderSyntax.Invalid((int)e.Start.Line, e.Message.TrimEnd('.'));
        }
    }

    // With the lines that continue a quoted value indented, as YAML demands and several site generators do not. Null if
    // there are none.
    private static string? Indented(string yaml)
    {
        var lines = yaml.Split('\n');
        char? quote = null;
        var isChanged = false;
        foreach (var (i, line) in lines.Index())
        {
            if (quote is { } open)
            {
                lines[i] = $"  {line}";
                isChanged = true;
                if (line.Contains(open)) quote = null;
            }
            else if (QuotedValue().Match(line) is { Success: true } match) quote = match.Groups["quote"].Value[0];
        }
        return isChanged && quote is null ? string.Join('\n', lines) : null;
    }

    // A key whose quoted value does not end on its line.
    [GeneratedRegex("""^[\w-]+:\s*(?<quote>["'])(?:(?!\k<quote>).)*$""")]
    private static partial Regex QuotedValue();

    private static List<HeaderEntry>? Entries(Parser parser)
    {
        var entries = new List<HeaderEntry>();
        var isMapping = new Stack<bool>();
        Scalar? key = null;
        while (parser.MoveNext())
        {
            if (parser.Current is not NodeEvent node)
            {
                if (parser.Current is MappingEnd or SequenceEnd) isMapping.Pop();
                continue;
            }
            if (isMapping.Count == 0 && node is not MappingStart) return null;
            if (isMapping.TryPeek(out var inMapping) && inMapping && key is null)
            {
                key = node as Scalar ?? throw new YamlException(node.Start, node.End, "A key must be plain text");
                continue;
            }
            if (key is not null)
                entries.Add(new(key.Value, (node as Scalar)?.Value, isMapping.Count, (int)key.Start.Line));
            key = null;
            if (node is MappingStart or SequenceStart) isMapping.Push(node is MappingStart);
        }
        return entries;
    }
}
