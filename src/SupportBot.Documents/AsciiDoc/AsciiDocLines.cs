using System.Text.RegularExpressions;

namespace SupportBot.Documents.AsciiDoc;

internal static partial class AsciiDocLines
{
    // Without preprocessor directives: conditions, and includes that are not in the folder.
    public static BlockLines OfText(string text)
    {
        var lines = new List<string>();
        foreach (var line in BlockLines.OfText(text).All)
            if (Directive().Match(line) is not { Success: true } directive) lines.Add(line);
            else if (directive.Groups["name"].Value is "ifdef" or "ifndef" && directive.Groups["text"].Length > 0)
                lines.Add(directive.Groups["text"].Value);
        return new BlockLines(lines);
    }

    public static bool IsDirective(string line) => Directive().IsMatch(line);

    public static bool IsComment(string line) =>
        line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("///", StringComparison.Ordinal);

    public static bool IsDelimiter(string line) => Delimiter().IsMatch(line);

    public static bool IsAttributeList(string line) => AttributeList().IsMatch(line);

    public static bool IsBlockTitle(string line) => line is ['.', not ('.' or ' '), ..] && !IsDelimiter(line);

    public static bool IsBreak(string line) => line is "'''" or "---" or "***" or "- - -" or "* * *" or "<<<";

    // Images, tables of contents and the like: image::a.png[]
    public static bool IsBlockMacro(string line) => BlockMacro().IsMatch(line);

    public static bool EndsParagraph(string line) =>
        BlockLines.IsBlank(line) || IsDelimiter(line) || IsAttributeList(line) || line == "+";

    [GeneratedRegex(@"^(?<name>include|ifdef|ifndef|ifeval|endif)::[^\[\]]*\[(?<text>.*)\]$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|`{3}.*|[|!,:]={3,})$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"^\[(?:\[[^\[\]]+\]|[\w.#%,""'{][^\n]*|)\]$", RegexOptions.NonBacktracking)]
    private static partial Regex AttributeList();

    [GeneratedRegex(@"^[a-z][\w-]*::[^\s\[]*\[.*\]$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex BlockMacro();
}
