using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

internal sealed partial class RstReferences
{
    private const int MaxText = 1_000;

    private readonly Dictionary<string, string> _urls = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _footnotes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _substitutions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _anonymousUrls = new();
    private readonly Queue<string> _anonymousFootnotes = new();

    public static RstReferences Of(BlockLines lines)
    {
        var references = new RstReferences();
        for (lines.Next = 0; !lines.IsAtEnd;) references.Add(lines);
        lines.Next = 0;
        return references;
    }

    // A target can refer to another one: .. _a: b_
    public string? Url(string name)
    {
        var url = _urls.GetValueOrDefault(Normal(name));
        if (url is [.., '_']) url = _urls.GetValueOrDefault(Normal(url.TrimEnd('_').Trim('`')));
        return url is [.., '_'] ? null : url;
    }

    public string? AnonymousUrl() => _anonymousUrls.TryDequeue(out var url) ? url : null;

    public string? Title(string label) => _labels.GetValueOrDefault(Normal(label));

    public string? Substitution(string name) => _substitutions.GetValueOrDefault(Normal(name));

    // The text for the first reference, empty for further ones; null if there is no such footnote.
    public string? Footnote(string name)
    {
        if (name is "#" or "*") return _anonymousFootnotes.TryDequeue(out var text) ? text : null;
        if (!_footnotes.TryGetValue(Normal(name), out var footnote)) return null;
        _footnotes[Normal(name)] = "";
        return footnote;
    }

    private void Add(BlockLines lines)
    {
        var line = lines.Take().TrimStart();
        if (line.StartsWith("__ ", StringComparison.Ordinal)) _anonymousUrls.Enqueue(line[3..].Trim());
        if (!line.StartsWith(".. ", StringComparison.Ordinal)) return;
        if (Target().Match(line) is { Success: true } target) AddTarget(target, lines);
        else if (FootnoteDefinition().Match(line) is { Success: true } footnote)
            AddFootnote(footnote.Groups["name"].Value, WithRest(footnote, lines));
        else if (SubstitutionDefinition().Match(line) is { Success: true } substitution)
            _substitutions.TryAdd(Normal(substitution.Groups["name"].Value), SubstitutionText(substitution, lines));
    }

    private void AddTarget(Match target, BlockLines lines)
    {
        var name = Normal(target.Groups["name"].Value.Trim('`').Replace("\\", "", StringComparison.Ordinal));
        var text = WithRest(target, lines);
        var url = text.EndsWith('_') ? text : text.Replace(" ", "", StringComparison.Ordinal);
        if (name == "_") _anonymousUrls.Enqueue(url);
        else if (url.Length > 0) _urls.TryAdd(name, url);
        else if (TitleBelow(lines) is { } title) _labels.TryAdd(name, title);
    }

    private void AddFootnote(string name, string text)
    {
        if (name is "#" or "*") _anonymousFootnotes.Enqueue(text);
        else _footnotes.TryAdd(Normal(name), text);
    }

    private static string SubstitutionText(Match substitution, BlockLines lines) =>
        substitution.Groups["kind"].Value switch
        {
            "replace" => WithRest(substitution, lines),
            "unicode" => string.Concat(substitution.Groups["text"].Value.Split(' ').Select(Character)),
            _ => "",
        };

    // 0xA9, U+00A9 or text.
    private static string Character(string code) =>
        code is ['0' or 'U' or 'u', 'x' or '+', _, ..]
        && int.TryParse(code.AsSpan(2), NumberStyles.HexNumber, null, out var value)
        && Rune.IsValid(value) ? new Rune(value).ToString() : code == ".." ? "" : code;

    private static string WithRest(Match first, BlockLines lines)
    {
        var text = new StringBuilder(first.Groups["text"].Value.Trim());
        while (!lines.IsAtEnd && lines.Current.StartsWith("   ", StringComparison.Ordinal))
            if (text.Length > MaxText) lines.Next++;
            else text.Append(' ').Append(lines.Take().Trim());
        return text.ToString().Trim();
    }

    private static string? TitleBelow(BlockLines lines)
    {
        const int Most = 10;
        var from = lines.Next;
        while (!lines.IsAtEnd && lines.Next < from + Most
            && (BlockLines.IsBlank(lines.Current) || lines.Current.StartsWith(".. _", StringComparison.Ordinal)))
            lines.Next++;
        var title = lines.IsAtEnd ? null : new UnderlinedTitles().Take(lines)?.Text;
        lines.Next = from;
        return title;
    }

    private static string Normal(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^\.\. _(?<name>_|`[^`]{1,200}`|(?:[^:`\\]|\\.|:\S){1,200}):(?:\s+(?<text>.*))?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Target();

    [GeneratedRegex(@"^\.\. \[(?<name>[#*]?[\w.+:-]{0,100})\]\s+(?<text>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex FootnoteDefinition();

    [GeneratedRegex(@"^\.\. \|(?<name>[^|]{1,100})\|\s+(?<kind>[\w:-]+)::(?<text>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex SubstitutionDefinition();
}
