namespace SupportBot.Tests.Knowledge;

public sealed class RenderedPagesTests
{
    [Fact]
    public async Task A_page_is_rendered_once_a_version_however_many_visitors_open_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("kettle.md", LargePage("It boils."));
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.ReadAsync("/docs/kettle.md")));
        Assert.All(pages, page => Assert.Contains("It boils.", page, StringComparison.Ordinal));
        Assert.Equal(1, site.Pages.Rendered);

        knowledge.Write("kettle.md", LargePage("It whistles."));
        await knowledge.IngestAsync();
        Assert.Contains("It whistles.", await site.ReadAsync("/docs/kettle.md"), StringComparison.Ordinal);
        Assert.Equal(2, site.Pages.Rendered);
    }

    [Fact]
    public async Task A_page_that_becomes_internal_is_gone_at_once()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        Assert.Equal(200, await site.StatusAsync("/docs/kettle.md"));
        knowledge.Write("kettle.md", "---\naudience: internal\n---\n# Kettle\n\nIt boils.");
        await knowledge.IngestAsync();
        Assert.Equal(404, await site.StatusAsync("/docs/kettle.md"));
    }

    [Fact]
    public async Task A_visitor_who_has_gone_costs_no_rendering()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("kettle.md", LargePage("It boils."));
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var document = await new Core.Knowledge.PublicDocuments(knowledge.Database, "default")
            .FindAsync(["kettle.md"], TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Pages.GetAsync(document!, gone.Token));
        Assert.Equal(0, site.Pages.Rendered);
    }

    private static string LargePage(string text) =>
        string.Concat(Enumerable.Range(0, 500).Select(i =>
            $"## Part {i}\n\n{text} Use `x` and *wait* for [it](kettle.md).\n\n"));
}
