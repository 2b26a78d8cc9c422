using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge;

/// <summary>Files that are no documentation although they end as documents do, by their names.</summary>
internal static partial class ExcludedFiles
{
    /// <summary>Tables of contents for the site generator: lists of links, no content.</summary>
    private static readonly string[] Contents = ["summary.md", "_sidebar.md", "_navbar.md", "_toc.md", "nav.adoc"];

    /// <param name="name">Without its folder.</param>
    /// <returns>Why the file is no documentation; null where it may be.</returns>
    public static string? Reason(string name)
    {
        if (Contents.Contains(name.ToLowerInvariant())) return "It is the site generator's table of contents.";
        if (IsPartial(name)) return "It is a part of other pages, which are read with it where they include it.";
        if (License().IsMatch(name)) return "It is a license, no documentation.";
        return ForPrograms().IsMatch(name) ? "It is a file for programs, no documentation." : null;
    }

    /// <summary>As Docusaurus and Mintlify name them; Hugo's page of a folder begins with an underscore too.</summary>
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
