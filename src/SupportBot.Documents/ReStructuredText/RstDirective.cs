using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

// Name is in lower case without its domain. Arguments are the text of the first line and of the lines directly below.
internal sealed partial record RstDirective(
    string Name,
    bool HasDomain,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<string> Content)
{
    public string Argument => string.Join(' ', Arguments).Trim();

    // For directives without arguments, the arguments are content.
    public IReadOnlyList<string> WholeContent => Arguments.Count == 0 ? Content : [.. Arguments, "", .. Content];

    // Includes the indented lines below. Returns null without consuming anything if there is no directive.
    public static RstDirective? Take(BlockLines lines)
    {
        if (First().Match(lines.Current) is not { Success: true } first) return null;
        lines.Next++;
        var body = new BlockLines(BlockLines.Dedent(lines.TakeIndented()));
        var arguments = new List<string>();
        if (first.Groups["text"].Value.Trim() is { Length: > 0 } text) arguments.Add(text);
        arguments.AddRange(body.TakeWhile(line => !BlockLines.IsBlank(line) && !RstFields.Match(line).Success));
        var options = TakeOptions(body);
        var name = first.Groups["name"].Value.ToLowerInvariant();
        return new(name[(name.LastIndexOf(':') + 1)..], name.Contains(':'), arguments, options,
            BlockLines.Trim([.. body.All.Skip(body.Next)]));
    }

    private static Dictionary<string, string> TakeOptions(BlockLines body)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (!body.IsAtEnd && RstFields.Match(body.Current) is { Success: true } option)
        {
            body.Next++;
            var more = body.TakeWhile(line => BlockLines.Indent(line) > 0).Select(line => line.Trim());
            options[option.Groups["name"].Value] = string.Join('\n', more.Prepend(option.Groups["text"].Value)).Trim();
        }
        return options;
    }

    [GeneratedRegex(@"^\.\.\s+(?<name>[A-Za-z](?:[\w.+-]|:[\w.+-]){0,60})\s?::(?:\s+(?<text>.*))?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex First();
}
