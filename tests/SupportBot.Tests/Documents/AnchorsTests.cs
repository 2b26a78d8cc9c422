using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

/// <summary>Anchors as each generator's own code makes them of the same headings.</summary>
public sealed class AnchorsTests
{
    [Theory]
    [InlineData(AnchorStyle.GitHub, "Was kostet's? (Größe & Maß)", "was-kostets-größe--maß")]
    [InlineData(AnchorStyle.GitHub, "C++ / C# – v2.0", "c--c--v20")]
    [InlineData(AnchorStyle.GitHub, "हिन्दी में", "हिन्दी-में")]
    [InlineData(AnchorStyle.PythonMarkdown, "Was kostet's? (Größe & Maß)", "was-kostets-groe-ma")]
    [InlineData(AnchorStyle.PythonMarkdown, "C++ / C# – v2.0", "c-c-v20")]
    [InlineData(AnchorStyle.PythonMarkdown, "日本語", "_1")]
    [InlineData(AnchorStyle.PyMdown, "Größe & Maß", "größe--maß")]
    [InlineData(AnchorStyle.Docutils, "Was kostet's? (Größe & Maß)", "was-kostet-s-grosze-masz")]
    [InlineData(AnchorStyle.Docutils, "2.1 First steps", "first-steps")]
    [InlineData(AnchorStyle.Docutils, "日本語", "id1")]
    [InlineData(AnchorStyle.VitePress, "Café & Crème", "cafe-creme")]
    [InlineData(AnchorStyle.VitePress, "2.1 First steps", "_2-1-first-steps")]
    [InlineData(AnchorStyle.Asciidoctor, "Was kostet's? (Größe & Maß)", "_was_kostets_größe_maß")]
    [InlineData(AnchorStyle.Asciidoctor, "Version 2.0 - new", "_version_2_0_new")]
    public void A_heading_has_the_anchor_of_its_site(AnchorStyle style, string heading, string anchor) =>
        Assert.Equal(anchor, Assert.Single(Anchors(style, $"# T\n\n## {heading}\n\nText.")));

    [Theory]
    [InlineData(AnchorStyle.GitHub, "a-b,a-b-1,a-b-2")]
    [InlineData(AnchorStyle.PythonMarkdown, "a-b,a-b_1,a-b_2")]
    [InlineData(AnchorStyle.PyMdown, "a-b,a-b_1,a-b_2")]
    [InlineData(AnchorStyle.Docutils, "a-b,id1,id2")]
    [InlineData(AnchorStyle.VitePress, "a-b,a-b-1,a-b-2")]
    [InlineData(AnchorStyle.Asciidoctor, "_a_b,_a_b_2,_a_b_3")]
    public void Equal_headings_have_the_anchors_of_their_site(AnchorStyle style, string anchors) => Assert.Equal(
        anchors.Split(','), Anchors(style, "# T\n\n## A b\n\n1.\n\n## A b\n\n2.\n\n## A b\n\n3."));

    [Fact]
    public void An_anchor_of_the_documents_own_stays_as_it_is() =>
        Assert.Equal(["Go.To_It"], Anchors(AnchorStyle.Docutils, "# T\n\n## Go {#Go.To_It}\n\nText."));

    [Theory]
    [InlineData("docusaurus.config.ts", "", SiteGenerator.Docusaurus, AnchorStyle.GitHub)]
    [InlineData("mkdocs.yml", "site_name: X", SiteGenerator.MkDocs, AnchorStyle.PythonMarkdown)]
    [InlineData(
        "mkdocs.yml", "slugify: !!python/object/apply:pymdownx.slugs.slugify", SiteGenerator.MkDocs,
        AnchorStyle.PyMdown)]
    [InlineData("docs/conf.py", "", SiteGenerator.Sphinx, AnchorStyle.Docutils)]
    [InlineData("docs/.vitepress/config.mts", "", SiteGenerator.VitePress, AnchorStyle.VitePress)]
    [InlineData("hugo.toml", "", SiteGenerator.Hugo, AnchorStyle.GitHub)]
    [InlineData("docs/antora.yml", "", SiteGenerator.Antora, AnchorStyle.Asciidoctor)]
    [InlineData("readme.txt", "", SiteGenerator.Unknown, AnchorStyle.GitHub)]
    public void The_site_is_known_by_its_configuration(
        string file, string content, SiteGenerator generator, AnchorStyle anchors)
    {
        using var folder = new TempFolder();
        folder.With(file, content).With(".git/HEAD", "").With("docs/en/a.md", "Text.");
        Assert.Equal(new Site(generator, anchors), Site.Of(folder["docs/en"]));
    }

    [Fact]
    public void A_configuration_above_the_repository_is_of_another_site()
    {
        using var folder = new TempFolder();
        folder.With("mkdocs.yml", "").With("repository/.git/HEAD", "").With("repository/docs/a.md", "Text.");
        Assert.Equal(new Site(), Site.Of(folder["repository/docs"]));
    }

    private static IEnumerable<string> Anchors(AnchorStyle style, string markdown)
    {
        var defaults = new DocumentDefaults { Site = new Site(Anchors: style) };
        var file = new SourceFile("a.md", Encoding.UTF8.GetBytes(markdown), "hash", defaults);
        return Assert
            .IsType<ReadResult.Read>(new MarkdownReader().Read(file))
            .Document.Sections.Select(section => section.Anchor);
    }
}
