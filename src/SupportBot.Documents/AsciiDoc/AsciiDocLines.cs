using System.Text.RegularExpressions;

namespace SupportBot.Documents.AsciiDoc;

/// <summary>The kinds of lines that begin, end or divide blocks.</summary>
internal static partial class AsciiDocLines
{
    /// <summary>
    /// The lines of a file without the preprocessor's: conditions, and files to include that are not in the folder.
    /// </summary>
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

    /// <summary>A line that begins a block and ends it when it comes again.</summary>
    public static bool IsDelimiter(string line) => Delimiter().IsMatch(line);

    public static bool IsAttributeList(string line) => AttributeList().IsMatch(line);

    /// <summary>The title above a block: <c>.Title</c></summary>
    public static bool IsBlockTitle(string line) => line is ['.', not ('.' or ' '), ..] && !IsDelimiter(line);

    public static bool IsBreak(string line) => line is "'''" or "---" or "***" or "- - -" or "* * *" or "<<<";

    /// <summary>Pictures, tables of contents and such: <c>image::a.png[]</c></summary>
    public static bool IsBlockMacro(string line) => BlockMacro().IsMatch(line);

    /// <summary>Whether a line ends the paragraph that it directly follows.</summary>
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
