using System.Text.RegularExpressions;

namespace SupportBot.Documents.Markdown.Dialects;

// Skips lines for the site generator: modules and comments of MDX, references of MkDocs.
internal sealed partial class Statements(LineCursor cursor)
{
    // Longer statements and comments are text.
    private const int MaxLines = 100;

    // API references of MkDocs with options (::: package.Class), and page links of GitBook, which have no text.
    public bool SkipReference(string line)
    {
        if (line.AsSpan().TrimStart().StartsWith("{% content-ref"))
            return cursor.TakeThrough(MaxLines, IsEndOfReference) is not null;
        if (!line.StartsWith("::: ", StringComparison.Ordinal) || !Reference().IsMatch(line)) return false;
        while (cursor.Below(1) is ["" or [' ' or '\t', ..]]) cursor.Skip(1);
        return true;
    }

    public void SkipOptions()
    {
        while (cursor.Below(1) is [var line] && Option().IsMatch(line)) cursor.Skip(1);
    }

    public bool SkipModule(string line)
    {
        if (!line.StartsWith("import ", StringComparison.Ordinal)
            && !line.StartsWith("export ", StringComparison.Ordinal)) return false;
        if (Import().IsMatch(line)) return true;
        if (!OpenImport().IsMatch(line) && !Export().IsMatch(line)) return false;
        // The statement ends with its last brace.
        var depth = Depth(line);
        var below = cursor.Below(MaxLines);
        var taken = 0;
        while (depth > 0 && taken < below.Length) depth += Depth(below[taken++]);
        if (depth > 0) return false;
        cursor.Skip(taken);
        return true;
    }

    public bool SkipComment(string line)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{/*")) return false;
        const string End = "*/}";
        var text = line.AsSpan().TrimEnd();
        if (text.IndexOf(End) is >= 0 and var at) return at == text.Length - End.Length;
        return cursor.TakeThrough(MaxLines, below => below.Contains(End, StringComparison.Ordinal)) is not null;
    }

    // {props.children}
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
