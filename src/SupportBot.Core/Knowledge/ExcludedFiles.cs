using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge;

internal static partial class ExcludedFiles
{
    // Tables of contents of site generators: lists of links without content.
    private static readonly string[] Contents = ["summary.md", "_sidebar.md", "_navbar.md", "_toc.md", "nav.adoc"];

    // The name is without a folder. Returns null if the file may be documentation.
    public static string? Reason(string name)
    {
        if (Contents.Contains(name.ToLowerInvariant())) return "It is the site generator's table of contents.";
        if (IsPartial(name)) return "It is a part of other pages, which are read with it where they include it.";
        if (License().IsMatch(name)) return "It is a license, no documentation.";
        return ForPrograms().IsMatch(name) ? "It is a file for programs, no documentation." : null;
    }

    // The convention of Docusaurus and Mintlify; in Hugo the page of a folder starts with an underscore too.
    private static bool IsPartial(string name) => name.StartsWith('_')
        && !name.StartsWith("_index", StringComparison.OrdinalIgnoreCase)
        && (Path.GetExtension(name).ToLowerInvariant() is ".md" or ".mdx");

    [GeneratedRegex(
        @"^(?:licen[sc]e|copying|copyright|notice|authors|third[-_]?party)\b.*\.txt$|^.*[-_.]licen[sc]e\.txt$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex License();

    [GeneratedRegex(@"^(?:robots|ads|app-ads|humans|security|llms|llms-full|cmakelists|sitemap|stopwords|stop[-_]words"
        + @"|word[-_]?list|words|dictionary|vocab|vocabulary|accept|reject|spelling[-_]word[-_]?list|spelling)\.txt$"
        + @"|^(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\.txt$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ForPrograms();
}
