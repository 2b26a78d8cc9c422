using System.Net;
using AngleSharp.Html.Parser;

namespace SupportBot.Tests.Knowledge;

public sealed class DocsPagesTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public async Task Every_citation_leads_to_an_anchor_on_its_page()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write(
            "guides/kettle.md",
            "# Kettle\n\nIt boils.\n\n## Care & repair\n\n### Descale\n\nVinegar.\n\n## Care & repair\n\nAgain.\n\n## "
                + "Über {#own}\n\nMore.");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        var page = new HtmlParser().ParseDocument(await site.ReadAsync("/docs/guides/kettle.md"));
        var urls = (await knowledge.ChunksAsync()).Select(chunk => new Uri(chunk.Url)).ToList();
        Assert.Equal(["", "#descale", "#care--repair-1", "#own"], urls.Select(url => url.Fragment));
        Assert.All(urls, url => Assert.Equal("/docs/guides/kettle.md", url.AbsolutePath));
        Assert.All(
            urls.Where(url => url.Fragment.Length > 0), url => Assert.NotNull(page.GetElementById(url.Fragment[1..])));
        Assert.Equal("Kettle", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Care & repair", page.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task Internal_documents_have_no_page_and_stand_in_no_list()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("open.md", "# Open\n\nFor all.");
        knowledge.Write("secret.md", "---\naudience: internal\n---\n# Secret plan\n\nNot for all. ![Plan](plan.png)");
        knowledge.Write("plan.png", Png);
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        var list = await site.ReadAsync("/docs/");
        Assert.Contains("Open", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", list, StringComparison.Ordinal);
        foreach (var address in new[] { "/docs/secret.md", "/docs/secret", "/docs/plan.png" })
        {
            using var response = await site.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Addresses_as_published_sites_have_them_lead_to_the_page()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("guides/README.md", "# Guides\n\nAll of them.");
        knowledge.Write("guides/kettle.md", "# Kettle\n\nSee [the others](README.md).");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        using var folder = await site.GetAsync("/docs/guides/");
        Assert.Equal("/docs/guides/README.md", folder.Headers.Location!.ToString());
        using var bare = await site.GetAsync("/docs/guides/kettle");
        Assert.Equal("/docs/guides/kettle.md", bare.Headers.Location!.ToString());
        Assert.Contains("href=\"README.md\"", await site.ReadAsync("/docs/guides/kettle.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_a_public_document_shows_are_served_and_other_files_are_not()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write(".assets/my kettle.png", Png);
        knowledge.Write(".assets/other.png", Png);
        knowledge.Write(
            "kettle.md",
            "# Kettle\n\n![A kettle](<.assets/my kettle.png>)\n\n![Elsewhere](https://pictures.test/x.png)");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        var page = await site.ReadAsync("/docs/kettle.md");
        Assert.Contains("<img src=\".assets/my%20kettle.png\" alt=\"A kettle\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("pictures.test", page, StringComparison.Ordinal);
        using var picture = await site.GetAsync("/docs/.assets/my%20kettle.png");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var other = await site.GetAsync("/docs/.assets/other.png");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData("/docs/../supportbot.png")]
    [InlineData("/docs/%2e%2e/outside.png")]
    [InlineData("/docs/..%2foutside.png")]
    [InlineData("/docs/a/..%5c..%5c..%5coutside.png")]
    [InlineData("/docs/%00.png")]
    [InlineData("/docs//etc/passwd.png")]
    [InlineData("/docs/linked.png")]
    public async Task Nothing_outside_the_folder_is_served(string address)
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var outside = Path.Combine(knowledge.Docs, "..", "outside.png");
        await File.WriteAllBytesAsync(outside, Png, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(knowledge.Docs, "linked.png"), outside);
        knowledge.Write("a.md", "# A\n\nIt names outside.png, passwd.png and linked.png.");
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        Assert.Contains(await site.StatusAsync(address), new[] { 400, 404 });
    }

    [Fact]
    public async Task Nothing_in_a_document_runs_as_script()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("evil.md", """
            # <img src=x onerror=alert(1)>

            ## <script>alert(1)</script> {#"><script>}

            [link](javascript:alert(1)) [data](data:text/html,x) ![p](javascript:alert(1)) <javascript:alert(1)>

            <a href="javascript:alert(1)" onclick="alert(1)">x</a> <svg onload=alert(1)> \<b onclick=x>

            ```"><script>alert(1)</script>
            <script>alert(1)</script>
            ```
            """);
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        using var response = await site.GetAsync("/docs/evil.md");
        var page = new HtmlParser()
            .ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("/widget.js", Assert.Single(page.Scripts).GetAttribute("src"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain(page.QuerySelectorAll("main [href], main [src]"), element =>
            (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Contains("alert", StringComparison.Ordinal));
        Assert.Contains(
            "script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_picture_comes_from_another_host_however_its_address_is_written()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var uses = ForeignAddresses().Select(address => $"![p]({address}) ![p](<{address}>) [l](<{address}>)\n\n");
        knowledge.Write("evil.md", $"# Evil\n\n{string.Concat(uses)}"
                + "<img src=//evil.test/a.png srcset='//evil.test/a.png 2x' "
                + "style='background:url(//evil.test/b.png)'>\n\n![own](pictures/own.png)"
        );
        await knowledge.IngestAsync();
        await using var site = await DocsSite.StartAsync(knowledge);
        var page = new HtmlParser().ParseDocument(await site.ReadAsync("/docs/evil.md"));
        var home = new AngleSharp.Dom.Url("https://own.test/docs/evil.md");
        Assert.All(
            page.Images,
            image => Assert.Equal("own.test", new AngleSharp.Dom.Url(home, image.GetAttribute("src") ?? "").Host));
        Assert.Equal("pictures/own.png", page.Images[^1].GetAttribute("src"));
        Assert.DoesNotContain(page.All, element => element.HasAttribute("srcset") || element.HasAttribute("style"));
        var links = page.QuerySelectorAll("main a[href]")
            .Where(link => new AngleSharp.Dom.Url(home, link.GetAttribute("href")!).Host != "own.test").ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal("noopener noreferrer", link.GetAttribute("rel")));
    }

    /// <summary>Every way to write an address on another host that a browser understands.</summary>
    private static IEnumerable<string> ForeignAddresses() =>
        from slashes in (string[])
            [
                "//",
                "\\\\",
                "\\\\\\\\",
                "/\\",
                "\\/",
                "///",
                "&#47;&#47;",
                "&sol;&sol;",
                "/&Tab;/",
                "/&#9;/",
                "/&#10;/",
                "&#32;//",
                "&#x09;//",
            ]
        from scheme in (string[])["", "http:", "HTTPS:", "hTTp:", "&#104;ttps:", "h&#9;ttp:", "http&colon;"]
        from host in (string[])["evil.test", "EVIL.TEST", "user@evil.test"]
        select $"{scheme}{slashes}{host}/x.png";
}
