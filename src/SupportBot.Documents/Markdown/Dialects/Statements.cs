using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>
/// Passes over lines that are for the site's generator alone: modules and comments of MDX, references of MkDocs.
/// </summary>
internal sealed partial class Statements(LineCursor cursor)
{
    /// <summary>A statement or comment of more lines is taken for text.</summary>
    private const int MaxLines = 100;

    /// <summary>
    /// What MkDocs makes of source code, with its options: <c>::: package.Class</c>; and GitBook's links to pages,
    /// which have no text of their own.
    /// </summary>
    public bool SkipReference(string line)
    {
        if (line.AsSpan().TrimStart().StartsWith("{% content-ref"))
            return cursor.TakeThrough(MaxLines, IsEndOfReference) is not null;
        if (!line.StartsWith("::: ", StringComparison.Ordinal) || !Reference().IsMatch(line)) return false;
        while (cursor.Below(1) is ["" or [' ' or '\t', ..]]) cursor.Skip(1);
        return true;
    }

    /// <summary>Options of a block of pymdownx, indented right below its first line.</summary>
    public void SkipOptions()
    {
        while (cursor.Below(1) is [var line] && Option().IsMatch(line)) cursor.Skip(1);
    }

    /// <summary><c>import</c> and <c>export</c>, as far as they go.</summary>
    public bool SkipModule(string line)
    {
        if (!line.StartsWith("import ", StringComparison.Ordinal)
            && !line.StartsWith("export ", StringComparison.Ordinal)) return false;
        if (Import().IsMatch(line)) return true;
        if (!OpenImport().IsMatch(line) && !Export().IsMatch(line)) return false;
        // It ends with its last brace.
        var depth = Depth(line);
        var below = cursor.Below(MaxLines);
        var taken = 0;
        while (depth > 0 && taken < below.Length) depth += Depth(below[taken++]);
        if (depth > 0) return false;
        cursor.Skip(taken);
        return true;
    }

    /// <summary>A comment of MDX on lines of its own.</summary>
    public bool SkipComment(string line)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{/*")) return false;
        const string End = "*/}";
        var text = line.AsSpan().TrimEnd();
        if (text.IndexOf(End) is >= 0 and var at) return at == text.Length - End.Length;
        return cursor.TakeThrough(MaxLines, below => below.Contains(End, StringComparison.Ordinal)) is not null;
    }

    /// <summary>A line of MDX that is only an expression: <c>{props.children}</c></summary>
    public static bool IsExpression(string line) => Expression().IsMatch(line);

    [GeneratedRegex(@"^\s{4,}[\w-]+:\s", RegexOptions.NonBacktracking)]
    private static partial Regex Option();

    private static bool IsEndOfReference(string line) => line.Contains("endcontent-ref", StringComparison.Ordinal);

    private static int Depth(string line) =>
        line.Count(c => c is '{' or '(' or '[') - line.Count(c => c is '}' or ')' or ']');

    [GeneratedRegex(@"^:::\s+\w+(?:\.\w+)+\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^import\s+(?:[\w*{][^'""]*\bfrom\s+)?(?:'[^']+'|""[^""]+"");?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Import();

    [GeneratedRegex(@"^import\s+(?:\w+\s*,\s*)?\{[^}]*$", RegexOptions.NonBacktracking)]
    private static partial Regex OpenImport();

    [GeneratedRegex(
        @"^export\s+(?:(?:const|let|var|function|async|class)\s+\w|default\s|\{)", RegexOptions.NonBacktracking)]
    private static partial Regex Export();

    [GeneratedRegex(@"^\s*\{[\w.]+(?:\([^)]*\))?\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
