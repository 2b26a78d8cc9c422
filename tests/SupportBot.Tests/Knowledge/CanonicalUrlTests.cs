using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("guides/a b.md", "", "/docs/guides/a%20b.md")]
    [InlineData("guides/start.md", "https://help.test", "https://help.test/guides/start.md")]
    [InlineData("guides/start.md", "https://help.test/v2/", "https://help.test/v2/guides/start.md")]
    public void A_document_lives_below_the_base_address(string id, string baseUrl, string url) =>
        Assert.Equal(url, CanonicalUrl.Of(id, new DocumentDefaults(baseUrl)));

    [Theory]
    [InlineData("guides/start.md", "https://help.test/{path}", "https://help.test/guides/start")]
    [InlineData("guides/start.html", "https://help.test/{path}/", "https://help.test/guides/start/")]
    [InlineData("guides/README.md", "https://help.test/{path}", "https://help.test/guides")]
    [InlineData("index.html", "https://help.test/{path}", "https://help.test/")]
    [InlineData("index.md", "https://help.test/v1/{path}/", "https://help.test/v1/")]
    [InlineData("guides/README.md", "https://help.test/{path}.html", "https://help.test/guides/index.html")]
    [InlineData("guides/a b.md", "https://git.test/blob/main/{file}", "https://git.test/blob/main/guides/a%20b.md")]
    [InlineData("guides/start.md", "/help/{path}", "/help/guides/start")]
    public void A_document_lives_where_the_template_says(string id, string template, string url) =>
        Assert.Equal(url, Of(id, template));

    [Theory]
    [InlineData(SiteGenerator.Docusaurus, "01-guides/2. start.md", "guides/start")]
    [InlineData(SiteGenerator.Docusaurus, "guides/guides.mdx", "guides")]
    [InlineData(SiteGenerator.Docusaurus, "news/2026-01-launch.md", "news/2026-01-launch")]
    [InlineData(SiteGenerator.Docusaurus, "1.2-changes.md", "1.2-changes")]
    [InlineData(SiteGenerator.Hugo, "Guides/First Start.md", "guides/first-start")]
    [InlineData(SiteGenerator.Hugo, "guides/_index.md", "guides")]
    [InlineData(SiteGenerator.Antora, "modules/ROOT/pages/start.adoc", "start")]
    [InlineData(SiteGenerator.Antora, "modules/admin/pages/users/add.adoc", "admin/users/add")]
    [InlineData(SiteGenerator.MkDocs, "01-guides/start.md", "01-guides/start")]
    public void The_path_is_the_one_that_the_generator_makes(SiteGenerator generator, string id, string path) =>
        Assert.Equal($"https://help.test/{path}", Of(id, "https://help.test/{path}", generator));

    [Theory]
    [InlineData("begin", null, "https://help.test/v1/guides/begin")]
    [InlineData("/begin/here", null, "https://help.test/v1/begin/here")]
    [InlineData(null, "/other/place/", "https://help.test/other/place/")]
    [InlineData(null, "//evil.test/", "https://help.test/v1/guides/start")]
    public void Front_matter_says_where_the_page_is(string? slug, string? permalink, string url) => Assert.Equal(
            url,
            CanonicalUrl.Of(
                "guides/start.md", new DocumentDefaults(UrlTemplate: "https://help.test/v1/{path}"),
                new(slug, permalink)));

    private static string Of(string id, string template, SiteGenerator generator = SiteGenerator.Unknown) =>
        CanonicalUrl.Of(id, new DocumentDefaults(UrlTemplate: template) { Site = new(generator) });
}
