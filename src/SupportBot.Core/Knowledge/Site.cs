namespace SupportBot.Core.Knowledge;

/// <summary>The programs that make sites of documentation, as far as their addresses differ.</summary>
public enum SiteGenerator
{
    Unknown,
    Docusaurus,
    MkDocs,
    Sphinx,
    VitePress,
    Hugo,
    Jekyll,
    Antora,
}

/// <summary>How a folder of documentation is published, as its own configuration file tells.</summary>
/// <param name="Generator">Makes the addresses of pages.</param>
/// <param name="Anchors">Makes the anchors of headings.</param>
public sealed record Site(SiteGenerator Generator = SiteGenerator.Unknown, AnchorStyle Anchors = AnchorStyle.GitHub)
{
    // The configuration is in the folder or up to this many folders above, within the repository.
    private const int FoldersAbove = 3;

    private const int MaxConfiguration = 1_000_000;

    private static readonly (string File, SiteGenerator Generator, AnchorStyle Anchors)[] Configurations =
    [
        ("docusaurus.config.js", SiteGenerator.Docusaurus, AnchorStyle.GitHub),
        ("docusaurus.config.ts", SiteGenerator.Docusaurus, AnchorStyle.GitHub),
        ("docusaurus.config.mjs", SiteGenerator.Docusaurus, AnchorStyle.GitHub),
        ("mkdocs.yml", SiteGenerator.MkDocs, AnchorStyle.PythonMarkdown),
        ("mkdocs.yaml", SiteGenerator.MkDocs, AnchorStyle.PythonMarkdown),
        ("conf.py", SiteGenerator.Sphinx, AnchorStyle.Docutils),
        (".vitepress/config.js", SiteGenerator.VitePress, AnchorStyle.VitePress),
        (".vitepress/config.ts", SiteGenerator.VitePress, AnchorStyle.VitePress),
        (".vitepress/config.mts", SiteGenerator.VitePress, AnchorStyle.VitePress),
        (".vitepress/config.mjs", SiteGenerator.VitePress, AnchorStyle.VitePress),
        (".vuepress/config.js", SiteGenerator.VitePress, AnchorStyle.VitePress),
        (".vuepress/config.ts", SiteGenerator.VitePress, AnchorStyle.VitePress),
        ("hugo.toml", SiteGenerator.Hugo, AnchorStyle.GitHub),
        ("hugo.yaml", SiteGenerator.Hugo, AnchorStyle.GitHub),
        ("hugo.yml", SiteGenerator.Hugo, AnchorStyle.GitHub),
        ("hugo.json", SiteGenerator.Hugo, AnchorStyle.GitHub),
        ("antora.yml", SiteGenerator.Antora, AnchorStyle.Asciidoctor),
        ("_config.yml", SiteGenerator.Jekyll, AnchorStyle.GitHub),
        ("docs.json", SiteGenerator.Unknown, AnchorStyle.GitHub),
        ("mint.json", SiteGenerator.Unknown, AnchorStyle.GitHub),
        ("book.toml", SiteGenerator.Unknown, AnchorStyle.GitHub),
        (".gitbook.yaml", SiteGenerator.Unknown, AnchorStyle.GitHub),
    ];

    /// <param name="root">The folder of documents.</param>
    /// <returns>What the nearest configuration file says; the rules of GitHub if there is none.</returns>
    public static Site Of(string root)
    {
        var folder = new DirectoryInfo(root);
        for (var above = 0; folder is not null && above <= FoldersAbove; above++, folder = folder.Parent)
        {
            foreach (var (file, generator, anchors) in Configurations)
                if (Path.Combine(folder.FullName, file) is var path && File.Exists(path))
                    return new Site(generator, anchors == AnchorStyle.PythonMarkdown && HasUnicodeSlugs(path)
                        ? AnchorStyle.PyMdown : anchors);
            if (Directory.Exists(Path.Combine(folder.FullName, ".git"))) break;
        }
        return new Site();
    }

    private static bool HasUnicodeSlugs(string configuration)
    {
        try
        {
            return RegularFile.Read(configuration, MaxConfiguration, out _) is { } bytes
                && bytes.AsSpan().IndexOf("pymdownx.slugs"u8) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
