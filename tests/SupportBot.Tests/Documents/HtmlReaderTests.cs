using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Tests.Documents;

public sealed class HtmlReaderTests
{
    private const string Page = """
        <!doctype html>
        <html lang="de-DE">
        <head>
          <title>Wasserkocher – Hilfe</title>
          <meta name="audience" content="internal">
          <link rel="canonical" href="https://help.test/kettle">
          <style>p{color:red}</style><script>alert(1)</script>
        </head>
        <body>
          <nav><a href="/">Home</a></nav>
          <main>
            <h1>Wasserkocher</h1>
            <p>Er kocht <strong>schnell</strong>, siehe <a href="care.html">Pflege</a>.</p>
            <section id="care"><h2>Pflege</h2>
              <ol><li>Essig <em>hinein</em><ul><li>eine Tasse</li></ul></li><li>Warten</li></ol>
              <table><thead><tr><th>Modell</th><th>Liter</th></tr></thead>
              <tbody><tr><td>K1</td><td>1,5</td></tr></tbody></table>
              <pre><code class="language-sh">descale --now
        # fertig</code></pre>
              <blockquote><p>Nie mit Salz.</p></blockquote>
              <script>alert(2)</script>
            </section>
          </main>
          <footer>© Acme</footer>
        </body>
        </html>
        """;

    [Fact]
    public void The_main_content_is_read_as_Markdown_blocks()
    {
        var document = Read(Page);
        Assert.Equal(
            ("Wasserkocher", "https://help.test/kettle", Audience.Internal, "de"),
            (document.Title, document.Url, document.Audience, document.Language));
        Assert.Collection(document.Sections,
            top => Assert.Equal(["Er kocht **schnell**, siehe [Pflege](care.html)."], top.Texts()),
            care =>
            {
                Assert.Equal(("Pflege", "care"), (Assert.Single(care.HeadingPath), care.Anchor));
                Assert.Equal(
                    [
                        "1. Essig *hinein*\n   - eine Tasse\n2. Warten",
                        "| Modell | Liter |\n| --- | --- |\n| K1 | 1,5 |",
                        "```sh\ndescale --now\n# fertig\n```",
                        "> Nie mit Salz.",
                    ],
                    care.Texts());
            });
    }

    [Fact]
    public void Text_that_looks_like_Markdown_stays_text() =>
        Assert.Equal(
            ["2 \\* 3 \\[x\\] \\<b> snake_case \\`q\\`"],
            Assert.Single(Read("<p>2 * 3 [x] &lt;b> snake_case `q`</p>").Sections).Texts());

    [Fact]
    public void Deep_nesting_does_no_harm()
    {
        var document = Read(string.Concat(Enumerable.Repeat("<div>", 2_000)) + "deep");
        Assert.Equal("deep", Assert.Single(Assert.Single(document.Sections).Texts()));
    }

    [Fact]
    public void A_page_without_content_is_rejected() =>
        Assert.IsType<ReadResult.Rejected>(new HtmlReader().Read(File("<html><body><nav>Home</nav></body></html>")));

    private static Document Read(string html) =>
        Assert.IsType<ReadResult.Read>(new HtmlReader().Read(File(html))).Document;

    private static SourceFile File(string html) =>
        new("kettle.html", Encoding.UTF8.GetBytes(html), "hash", new DocumentDefaults());
}
