namespace SupportBot.Tests.Docs;

/// <summary>What every page of the documentation keeps to.</summary>
public sealed class PagesTests
{
    [Fact]
    public void There_are_at_least_twenty_pages_for_visitors() => Assert.InRange(Page.Public.Count, 20, 200);

    [Fact]
    public void Every_page_has_a_title_and_one_top_heading_that_says_the_same()
    {
        foreach (var page in Page.Public)
        {
            Assert.False(string.IsNullOrWhiteSpace(page.Title), $"{page} has no title");
            Assert.Equal(page.Title, page.Headings.First());
        }
    }

    [Fact]
    public void No_two_pages_have_the_same_title() =>
        Assert.Empty(
            Page.All.GroupBy(page => page.Title)
                .Where(same => same.Count() > 1)
                .SelectMany(same => same)
                .Select(page => page.File));

    [Fact]
    public void No_heading_occurs_twice_so_that_each_question_has_one_answer() =>
        Assert.Empty(Page.Public.SelectMany(page => page.Headings.Select(heading => (page, heading)))
                .GroupBy(one => one.heading)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.page))}"));

    [Fact]
    public void Every_link_between_pages_leads_to_a_page_and_a_section()
    {
        string[] others = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md"];
        Assert.Empty(
            Page.All.Concat(others.Select(Page.Read))
                .SelectMany(page =>
                    page.RelativeLinks.Where(link => !Resolves(page, link)).Select(link => $"{page}: {link}")));
    }

    [Fact]
    public void No_page_for_visitors_leads_to_an_internal_one() =>
        Assert.Empty(
            Page.Public.SelectMany(page =>
                page.RelativeLinks.Where(link =>
                        link.Contains(".md", StringComparison.Ordinal)
                        && Page.Public.All(other => !other.File.EndsWith(link.Split('#')[0], StringComparison.Ordinal)))
                    .Select(link => $"{page}: {link}")));

    [Fact]
    public void Every_code_block_says_its_language() =>
        Assert.Empty(Page.Public.Where(page => page.Code("").Any()).Select(page => page.File));

    private static bool Resolves(Page page, string link)
    {
        var parts = link.Split('#', 2);
        var file = Path.GetFullPath(
            Path.Combine(Testing.SharedData.RepositoryRoot, Path.GetDirectoryName(page.File)!, parts[0]));
        if (parts[0].Length > 0 && !File.Exists(file)) return false;
        return parts.Length == 1 || (parts[0].Length == 0 ? page : Page.Read(file)).Anchors.Contains(parts[1]);
    }
}
