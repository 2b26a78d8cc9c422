namespace SupportBot.Tests.Knowledge;

/// <summary>Which files of the documentation folder anyone can fetch as pictures.</summary>
public sealed class DocsPicturesTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Theory]
    [InlineData("![A](pics/e.png)", "/docs/guides/pics/e.png")]
    [InlineData("![A](./pics/../pics/e.png?raw=true#top)", "/docs/guides/pics/e.png")]
    [InlineData("![A](../root.png)", "/docs/root.png")]
    [InlineData("![A](/docs/root.png)", "/docs/root.png")]
    [InlineData("![A](<../my kettle.png>)", "/docs/my%20kettle.png")]
    [InlineData("![A](../B%C3%BCro.png)", "/docs/B%C3%BCro.png")]
    [InlineData("<img src=\"../Büro.png\" alt=\"A\">", "/docs/B%C3%BCro.png")]
    [InlineData("![A][1]\n\n[1]: ../root.png", "/docs/root.png")]
    [InlineData("![A](../.gitbook/assets/e.png)", "/docs/.gitbook/assets/e.png")]
    public async Task A_picture_that_a_public_document_refers_to_is_served(string reference, string address)
    {
        await using var knowledge = await FolderAsync();
        knowledge.Write("guides/kettle.md", $"# Kettle\n\n{reference}\n\nIt boils.");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        Assert.Equal(200, await site.StatusAsync(address));
    }

    [Fact]
    public async Task No_picture_is_served_because_its_name_is_mentioned()
    {
        await using var knowledge = await FolderAsync();
        knowledge.Write("guides/kettle.md", """
            # Kettle

            ![Shown](pics/e.png) It is not root.png, `console.png` or [my kettle](../my%20kettle.png).
            ![Repository](../.git/console.png) ![Elsewhere](//host.test/root.png)
            ![Absolute](http://docs.invalid/docs/root.png)
            """);
        knowledge.Write(
            "secret.md", "---\naudience: internal\n---\n# Secret\n\n![Plan](hidden/e.png) ![Plan](root.png)");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        Assert.Equal(200, await site.StatusAsync("/docs/guides/pics/e.png"));
        foreach (var address in Attempts()) Assert.True(await site.StatusAsync(address) is 400 or 404, address);
        Assert.DoesNotContain("host.test", await site.ReadAsync("/docs/guides/kettle.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_behind_a_link_is_not_served()
    {
        await using var knowledge = await FolderAsync();
        var outside = Directory.CreateDirectory(Path.Combine(knowledge.DataFolder, "outside")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(outside, "e.png"), Png, TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(Path.Combine(knowledge.Docs, "lnk"), outside);
        Directory.CreateSymbolicLink(Path.Combine(knowledge.Docs, "inner"), Path.Combine(knowledge.Docs, "hidden"));
        File.CreateSymbolicLink(Path.Combine(knowledge.Docs, "chain.png"), Path.Combine("lnk", "e.png"));
        File.CreateSymbolicLink(Path.Combine(knowledge.Docs, "loop.png"), "loop.png");
        File.CreateSymbolicLink(Path.Combine(knowledge.Docs, "doc.png"), "secret.md");
        knowledge.Write("secret.md", "---\naudience: internal\n---\n# Secret\n\nNot for all.");
        knowledge.Write(
            "a.md", "# A\n\n![1](lnk/e.png) ![2](chain.png) ![3](loop.png) ![4](doc.png) ![5](inner/e.png)");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        foreach (var name in (string[])["lnk/e.png", "chain.png", "loop.png", "doc.png", "inner/e.png"])
            Assert.Equal(404, await site.StatusAsync($"/docs/{name}"));
    }

    [Fact]
    public async Task A_documentation_folder_that_is_a_link_shows_its_pictures()
    {
        await using var knowledge = await FolderAsync();
        knowledge.Write("a.md", "# A\n\n![Root](root.png)");
        await knowledge.IngestAsync();
        var link = Path.Combine(knowledge.DataFolder, "link");
        Directory.CreateSymbolicLink(link, knowledge.Docs);
        await using var site = await DocsSite.StartAsync(knowledge, link);
        Assert.Equal(200, await site.StatusAsync("/docs/root.png"));
    }

    [Fact]
    public async Task A_picture_that_no_document_shows_any_more_is_no_longer_served()
    {
        await using var knowledge = await FolderAsync();
        knowledge.Write("a.md", "# A\n\n![Root](root.png)");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        Assert.Equal(200, await site.StatusAsync("/docs/root.png"));
        knowledge.Write("a.md", "# A\n\nThe file root.png is gone from here.");
        await knowledge.IngestAsync();
        Assert.Equal(404, await site.StatusAsync("/docs/root.png"));
    }

    private static async Task<KnowledgeFixture> FolderAsync()
    {
        var knowledge = await KnowledgeFixture.CreateAsync();
        string[] pictures =
            ["guides/pics/e.png", "root.png", "my kettle.png", "Büro.png", ".gitbook/assets/e.png",
                ".git/console.png", "hidden/e.png"];
        foreach (var picture in pictures) knowledge.Write(picture, Png);
        await File.WriteAllBytesAsync(Path.Combine(knowledge.DataFolder, "e.png"), Png,
            TestContext.Current.CancellationToken);
        return knowledge;
    }

    /// <summary>Each spelling of each path that must stay closed, the public picture's own detours included.</summary>
    private static IEnumerable<string> Attempts()
    {
        string[] closed = ["hidden/e.png", "root.png", "my%20kettle.png", ".git/console.png", ".gitbook/assets/e.png"];
        string[] detours = ["", "./", "guides/../", "guides/..%2f", "guides/%2e%2e/", "%2e/", "/",
            "guides/pics/..\\..\\"];
        foreach (var path in closed)
            foreach (var detour in detours)
                yield return $"/docs/{detour}{path}";
        foreach (var path in (string[])["e.png", "../e.png", "%2e%2e/e.png", "..%2fe.png", "..%5ce.png",
            "guides/pics/E.png",
            "Guides/pics/e.png", "guides/pics/e.PNG", "guides//pics/e.png", "guides/pics\\e.png",
                "guides/pics%5ce.png", "guides/pics/e.png%00.png",
            "guides/pics/e.png/", "guides%2fpics%2fe.png", "guides/pics/e.png/../../../hidden/e.png",
                "guides/pics/%65.png%2f"])
            yield return $"/docs/{path}";
    }
}
