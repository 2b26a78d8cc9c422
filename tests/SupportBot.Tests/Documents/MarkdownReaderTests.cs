using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

public sealed class MarkdownReaderTests
{
    [Fact]
    public void Front_matter_says_what_the_document_is()
    {
        var document = Read(
            "---\ntitle: \"Refunds: limits\"\nurl: https://help.test/refunds\naudience: internal\nlanguage: "
                + "de-AT\ntags: [a, b]\n---\n# Rückerstattung\n\nText.");
        Assert.Equal(
            ("Refunds: limits", "https://help.test/refunds", Audience.Internal, "de"),
            (document.Title, document.Url, document.Audience, document.Language));
        Assert.Equal(
            ["Rückerstattung"], Assert.Single(document.Sections, section => section.Blocks.Count > 0).HeadingPath);
    }

    [Theory]
    [InlineData("title: 2026-11-24", "2026-11-24")]
    [InlineData("title: 42", "42")]
    [InlineData("title: yes", "yes")]
    [InlineData("title:", "Heading")]
    [InlineData("layout: page", "Heading")]
    public void A_title_may_look_like_anything(string yaml, string title) =>
        Assert.Equal(title, Read($"---\n{yaml}\n---\n# Heading\n\nText.").Title);

    [Theory]
    [InlineData("---\naudience: staff\n---\nText.", "Write public or internal.")]
    [InlineData("---\naudience:\n---\nText.", "Write public or internal.")]
    [InlineData("---\naudience: [internal]\n---\nText.", "Write public or internal.")]
    [InlineData("---\naudience: internal\naudience: public\n---\nText.", "'audience' is there twice")]
    [InlineData("---\naudience: internal\n\nText.", "has no end")]
    [InlineData("---\nlanguage: English\n---\nText.", "two-letter code")]
    [InlineData("---\nurl: javascript:alert(1)\n---\nText.", "Write it in full")]
    [InlineData("---\ntitle: a: b: c\n---\nText.", "Line 2")]
    [InlineData("   \n", "The file is empty, or has no text of its own.")]
    public void What_is_wrong_is_said_with_how_to_mend_it(string text, string reason) =>
        Assert.Contains(reason, Reject(text), StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_in_front_matter_does_no_harm() =>
        Assert.Contains(
            "front matter", Reject($"---\nx: {new string('[', 100_000)}\n---\nText."), StringComparison.Ordinal);

    [Fact]
    public void Sections_have_the_path_of_their_headings()
    {
        var document = Read("# Kettle\n\nIntro.\n\nCare\n====\n\n### Deep\n\nA.\n\nRepair\n------\n\nB.\n");
        Assert.Equal("Kettle", document.Title);
        Assert.Equal(
            [("", ""), ("Care", "care"), ("Care › Deep", "deep"), ("Care › Repair", "repair")],
            document.Sections.Select(section => (string.Join(" › ", section.HeadingPath), section.Anchor)));
    }

    [Fact]
    public void Lists_tables_and_code_stay_whole_and_as_written()
    {
        const string List = "1. One\n   ```sh\n   # no heading\n   run --x=<file>\n   ```\n2. Two\n   - inner";
        const string Table = "| Key | Value |\n|-----|-------|\n| a   | `b`   |";
        const string Code = "~~~yaml\n# no heading\n{% raw %}\n\nx: <b>1</b>\n~~~";
        Assert.Equal([List, Table, Code], Assert.Single(Read($"{List}\n\n{Table}\n\n{Code}\n").Sections).Texts());
    }

    [Theory]
    [InlineData("{% hint style=\"info\" %}\nMind the **gap**.\n{% endhint %}", "Mind the **gap**.")]
    [InlineData("{% tabs %}\n{% tab title=\"Linux\" %}\nUse apt.\n{% endtab %}\n{% endtabs %}", "**Linux**|Use apt.")]
    [InlineData(":::note Mind this\n\nThe gap.\n\n:::", "**Mind this**|The gap.")]
    [InlineData(
        "!!! warning \"Careful\"\n    It is hot.\n\n    Very hot.\n\nNext.", "**Careful**|It is hot.|Very hot.|Next.")]
    [InlineData("Text.\n{: .note }", "Text.")]
    [InlineData("Use `{% hint %}` here.", "Use `{% hint %}` here.")]
    [InlineData("{{< figure src=\"x.png\" >}}\n\nSee [it]({{ site.baseurl }}/x).", "See [it](/x).")]
    [InlineData(
        "A<br>line with <b>bold</b>, <code>code</code> and <a href=\"https://x.test/a b\">a link</a>.",
        "A\nline with **bold**, `code` and [a link](https://x.test/a%20b).")]
    [InlineData("Type --password=<password> now.", "Type --password=\\<password> now.")]
    [InlineData("<!-- hidden -->\n\nShown.&nbsp;Fish &amp; chips", "Shown. Fish & chips")]
    [InlineData("See [the page][1].\n\n[1]: https://x.test/page", "See [the page](https://x.test/page).")]
    [InlineData("<details>\n<summary>More</summary>\n\nInside *it*.\n\n</details>", "**More**|Inside *it*.")]
    [InlineData(
        "<figure><img src=\"a.png\" alt=\"A\"><figcaption><p>The caption</p></figcaption></figure>",
        "![A](a.png)|The caption")]
    [InlineData(
        "<table><tr><th>K<th>V<tr><td rowspan=2>a<td>1<tr><td>2</table>",
        "| K | V |\n| --- | --- |\n| a | 1 |\n| a | 2 |")]
    [InlineData(
        "<table><tr><th colspan=2>K<th>V<tr><td>a<td>b<td>1<tr><td colspan=2>c<td>2</table>",
        "| K | K | V |\n| --- | --- | --- |\n| a | b | 1 |\n| c |  | 2 |")]
    [InlineData(
        "<table><tr><th>K</th><th>V</th></tr><tr><td>a|b</td><td>1<br>2</td></tr></table>",
        "| K | V |\n| --- | --- |\n| a\\|b | 1 2 |")]
    public void What_site_generators_and_HTML_add_becomes_plain_Markdown(string text, string blocks) =>
        Assert.Equal(blocks, string.Join('|', Assert.Single(Read(text).Sections).Texts()));

    [Fact]
    public void A_heading_may_bring_its_own_anchor()
    {
        var document = Read(
            "# Kettle\n\n## Start {#begin}\n\nA.\n\n## Core `x`[¶](#c) <a href=\"#core-x\" id=\"core-x\"></a>\n\nB.");
        Assert.Equal(
            [("Start", "begin"), ("Core x", "core-x")],
            document.Sections.Select(section => (section.HeadingPath[0], section.Anchor)));
    }

    private static Document Read(string text) =>
        Assert.IsType<ReadResult.Read>(new MarkdownReader().Read(File(text))).Document;

    private static string Reject(string text) =>
        Assert.IsType<ReadResult.Rejected>(new MarkdownReader().Read(File(text))).Reason;

    private static SourceFile File(string text) =>
        new("guides/kettle.md", Encoding.UTF8.GetBytes(text), "hash", new DocumentDefaults());
}
