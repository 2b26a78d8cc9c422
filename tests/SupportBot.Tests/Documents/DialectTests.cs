using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

/// <summary>Small files, one for each construct of a site generator, and the headings and blocks that are read from them.</summary>
public sealed class DialectTests
{
    /// <summary>Name, file, content, and what is read: headings in brackets (with anchors where they matter), then blocks.</summary>
    public static TheoryData<string, string, string, string> Files { get; } = new()
    {
        {
            "MDX import and export", "a.mdx",
            "import Tabs from '@theme/Tabs';\nimport {\n  A,\n  B,\n} from './x';\nimpor"
            + "t './style.css'\n\nText.\n\nexport const meta = {\n  a: [1],\n};\n\nMore.",
            "Text.|More."
        },
        { "import in the middle of .md", "a.md", "# A\n\nText.\n\nimport Foo from './foo'\n\nMore.",
            "Text.|More." },
        { "prose that begins with import", "a.md", "import your data from a file.",
            "import your data from a file." },
        { "code keeps its imports", "a.mdx", "```js\nimport a from 'b';\nexport const c = <D e=\"f\" />;\n```",
            "```js\nimport a from 'b';\nexport const c = <D e=\"f\" />;\n```" },
        {
            "Docusaurus tabs", "a.mdx",
            "<Tabs groupId=\"os\">\n<TabItem value=\"npm\" label=\"npm\">\n\n```sh\nnpm i\n```"
            + "\n\n</TabItem>\n<TabItem value=\"yarn\" label=\"Yarn\" default>\n\nUse yarn.\n\n<"
            + "/TabItem>\n</Tabs>",
            "**npm**|```sh\nnpm i\n```|**Yarn**|Use yarn."
        },
        {
            "Mintlify steps with indented content", "a.mdx",
            "<Steps>\n  <Step title=\"Install\">\n    Run it:\n\n    ```sh\n    npm i x\n  "
            + "  ```\n  </Step>\n  <Step title=\"Start\">\n    Call `x`.\n  </Step>\n</Steps"
            + ">",
            "**Install**|Run it:|```sh\nnpm i x\n```|**Start**|Call `x`."
        },
        {
            "accordion with a question", "a.mdx",
            "<AccordionGroup>\n<Accordion title=\"How do I pay?\" icon=\"card\">\n  By ca"
            + "rd.\n</Accordion>\n</AccordionGroup>",
            "[How do I pay?]|By card."
        },
        { "card with a description", "a.mdx", "<Card title=\"Guide\" href=\"/g\" description=\"Read it.\" />",
            "**Guide**|Read it." },
        { "callout", "a.mdx", "<Note>\n  Mind the gap.\n</Note>\n\n<Warning>Hot.</Warning>",
            "Mind the gap.|Hot." },
        {
            "attributes with expressions over lines", "a.mdx",
            "<Method\n  name=\"init\"\n  args={[\n    { a: '}' },\n  ]}\n>\nStarts it.\n</Me"
            + "thod>",
            "**init**|Starts it."
        },
        { "component in a sentence", "a.mdx", "Press <Kbd>Ctrl</Kbd> <Icon name=\"x\" />now.",
            "Press Ctrl now." },
        { "placeholder in angle brackets", "a.md", "Write <YourName> there.",
            "Write \\<YourName> there." },
        { "placeholder in code", "a.mdx", "Use `<Tabs>` here.",
            "Use `<Tabs>` here." },
        {
            "HTML with expressions", "a.mdx",
            "<div style={{ width: '50%' }} className=\"x\">\n\nText <img src={useBaseUr"
            + "l('a.png')} alt=\"A\" />.\n\n</div>",
            "Text ."
        },
        { "comment of MDX", "a.mdx", "Text {/* not\nshown */}here.\n\n{/*\nnot shown\n*/}\n\nMore {/* x */}text.",
            "Text {/* not\nshown */}here.|More text." },
        { "heading id in a comment", "a.mdx", "# T\n\n## Start {/* #go */}\n\nText.",
            "[Start#go]|Text." },
        { "expression alone", "a.mdx", "{props.children}\n\nText.",
            "Text." },
        {
            "MkDocs tabs", "a.md",
            "=== \"Sign up\"\n\n    1. Open it.\n    2. Press it.\n\n    ```sh\n    a\n    `"
            + "``\n\n=== \"Sign in\"\n\n    Log in.\n\nAfter.",
            "**Sign up**|1. Open it.\n2. Press it.|```sh\na\n```|**Sign in**|Log in.|After."
        },
        { "MkDocs admonition in a tab", "a.md", "=== \"A\"\n\n    !!! note \"B\"\n\n        C.\n\n    D.\n\nE.",
            "**A**|**B**|C.|D.|E." },
        { "admonition with an empty title", "a.md", "!!! warning \"\" \n    Hot.\n\nCold.",
            "Hot.|Cold." },
        { "collapsible admonition", "a.md", "???+ tip \"T\"\n    Text.",
            "**T**|Text." },
        { "icons", "a.md", "Thanks :octicons-heart-fill-24:{ .heart } to :material-account: you.",
            "Thanks to you." },
        {
            "attribute lists", "a.md",
            "[Link](http://a.test){:target=\"_blank\"} and ![](b.png){ width=\"300\" } "
            + "**x**{ .y }.\n{: .z }",
            "[Link](http://a.test) and ![](b.png) **x**."
        },
        { "attributes of a heading", "a.md", "# T\n\n## Start {#go .big}\n\nText.\n\n## End { .small }\n\nMore.",
            "[Start#go]|Text.|[End#end]|More." },
        { "keys", "a.md", "Press ++ctrl+alt+\"s\"++ in C++ or i++.",
            "Press Ctrl+Alt+S in C++ or i++." },
        { "highlight", "a.md", "It is ==new== if a == b.",
            "It is new if a == b." },
        {
            "footnotes", "a.md",
            "One[^1] and two[^a].\n\n[^1]: The first.\n[^a]:\n    Of more\n    lines.\n\nE"
            + "nd.",
            "One (The first) and two (Of more lines).|End."
        },
        { "snippet and abbreviation", "a.md", "--8<-- \"./a.md\"\n\nHTML is it.\n\n*[HTML]: Hyper",
            "HTML is it." },
        { "blocks of pymdownx", "a.md", "/// note | Title\nText.\n///\n\nMore.",
            "**Title**|Text.|More." },
        { "Docusaurus admonition", "a.md", "::::tip[Do]\n\nText.\n\n:::note Other\nMore.\n:::\n\n::::",
            "**Do**|Text.|**Other**|More." },
        {
            "GitBook", "a.md",
            "{% hint style=\"info\" %}\nText.\n{% endhint %}\n\n{% tabs %}\n{% tab title=\""
            + "A\" %}\nB.\n{% endtab %}\n{% endtabs %}",
            "Text.|**A**|B."
        },
        {
            "Hugo", "a.md",
            "See [it]({{< ref \"b.md\" >}}).\n\n{{< tabs >}}\n{{< tab \"Linux\" >}}\nUse ap"
            + "t.\n{{< /tab >}}\n{{% tab header=\"Mac\" %}}\nUse brew.\n{{% /tab %}}\n{{< /t"
            + "abs >}}",
            "See [it](b.md).|**Linux**|Use apt.|**Mac**|Use brew."
        },
        { "Liquid", "a.md", "{% include x.html %}Text {{ site.name }}here.",
            "Text here." },
        { "TOML front matter", "a.md", "+++\ntitle = \"T\"\ndraft = false\n+++\nText.",
            "Text." },
        {
            "bold questions", "a.md",
            "# FAQ\n\n**How do I lock registration?**\n\nIn the settings.\n\n**Q: Why?**\n"
            + "\n**A:** Because.\n\n**Bold** stays.",
            "[How do I lock registration?]|In the settings.|[Why?]|Because.|**Bold** stays."
        },
        { "question and answer in one paragraph", "a.md", "Q: Is it free?\nA: It is.",
            "[Is it free?]|It is." },
        { "details and summary", "a.md", "<details>\n<summary>Can I leave?</summary>\n\nAt any time.\n\n</details>",
            "[Can I leave?]|At any time." },
        { "bold of HTML", "a.md", "<p><b>Is it open?</b><br>It is.</p>",
            "[Is it open?]|It is." },
        { "numbers that are all one", "a.md", "1. A\n1. B\n   more\n1. C",
            "1. A\n2. B\n   more\n3. C" },
        {
            "ten steps", "a.md",
            "1. S1\n\n   T1\n\n1. S2\n\n   T2\n\n1. S3\n\n   T3\n\n1. S4\n\n   T4\n\n1. S5\n\n   T5\n\n"
            + "1. S6\n\n   T6\n\n1. S7\n\n   T7\n\n1. S8\n\n   T8\n\n1. S9\n\n   T9\n\n1. S10\n\n   T10"
            + "\n\n",
            "1. S1\n\n   T1\n\n2. S2\n\n   T2\n\n3. S3\n\n   T3\n\n4. S4\n\n   T4\n\n5. S5\n\n   T5\n\n"
            + "6. S6\n\n   T6\n\n7. S7\n\n   T7\n\n8. S8\n\n   T8\n\n9. S9\n\n   T9\n\n10. S10\n\n    T"
            + "10"
        },
        { "nested numbers", "a.md", "1. A\n   1. B\n   1. C\n1. D",
            "1. A\n   1. B\n   2. C\n2. D" },
        { "HTML comments and entities", "a.md", "<!-- not\n\nshown -->\n\nA &amp; B&nbsp;C &lt;d&gt;.",
            "A &amp; B C &lt;d&gt;." },
        { "CRLF and BOM", "a.md", "\uFEFF# A\r\n\r\nText.\r\n",
            "Text." },
        { "right to left", "a.md", "# שלום\n\nטקסט.",
            "טקסט." },
        { "reference of mkdocstrings", "a.md", "::: fastapi.APIRouter\n    options:\n        members: [a]\n\nText.", "Text." },
        { "comment with code", "a.mdx", "{/* Made by `x`. Change {y} there. */}\n\nText.", "Text." },
        { "template over lines", "a.md", "{{% pages\n  path=/a\n%}}{class=\"b\"}\n\nText.", "Text." },
        { "shortcode over lines", "a.md", "{{< img\n  src=\"a.png\"\n  alt=\"A\"\n>}}\n\nText.", "Text." },
        { "id of a heading in a list", "a.md", "- A\n\n  ### B {#b}\n\n  C.", "- A\n\n  ### B\n\n  C." },
        { "equal headings", "a.md", "# T\n\n## A\n\nB.\n\n## A\n\nC.",
            "[A#a]|B.|[A#a-1]|C." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_construct_leaves_its_text_and_nothing_else(string construct, string file, string content, string expected)
    {
        var document = Assert.IsType<ReadResult.Read>(Read(file, Encoding.UTF8.GetBytes(content))).Document;
        var hasAnchors = expected.Contains('#', StringComparison.Ordinal) && expected.Contains('[', StringComparison.Ordinal);
        var read = document.Sections.SelectMany(section => Heading(section, hasAnchors).Concat(section.Texts()));
        Assert.True(expected == string.Join('|', read), $"{construct}: {string.Join('|', read)}");
    }

    [Theory]
    [InlineData(0xFF, 0xFE, false)]
    [InlineData(0xFE, 0xFF, true)]
    public void Text_in_UTF_16_with_a_byte_order_mark_is_read(byte first, byte second, bool isBigEndian)
    {
        var text = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes("# \u00C4\n\nText.");
        var document = Assert.IsType<ReadResult.Read>(Read("a.md", [first, second, .. text])).Document;
        Assert.Equal("\u00C4", document.Title);
    }

    [Theory]
    [InlineData("---\ndraft: true\n---\nText.")]
    [InlineData("+++\ndraft = true\n+++\nText.")]
    [InlineData("---\npublished: false\n---\nText.")]
    public void A_draft_is_not_published(string content)
    {
        var rejected = Assert.IsType<ReadResult.Rejected>(Read("a.md", Encoding.UTF8.GetBytes(content)));
        Assert.Contains("draft", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("guides/index.md", "Text.", "guides")]
    [InlineData("guides/_index.md", "Text.", "guides")]
    [InlineData("README.md", "Text.", "README")]
    [InlineData("guides/start.md", "---\nsidebar_label: Begin\n---\nText.", "Begin")]
    [InlineData("guides/start.md", "**Is it?**\n\nIt is.", "start")]
    [InlineData("guides/start.md", "---\nsidebar_label: Begin\n---\n# Start\n\nText.", "Start")]
    public void A_document_has_the_title_that_its_readers_see(string file, string content, string title)
    {
        var document = Assert.IsType<ReadResult.Read>(Read(file, Encoding.UTF8.GetBytes(content))).Document;
        Assert.Equal(title, document.Title);
    }

    private static ReadResult Read(string file, byte[] content) =>
        new MarkdownReader().Read(new SourceFile(file, content, "hash", new DocumentDefaults()));

    private static IEnumerable<string> Heading(Section section, bool hasAnchors) => section.HeadingPath.Count == 0 ? []
        : [hasAnchors ? $"[{section.HeadingPath[^1]}#{section.Anchor}]" : $"[{section.HeadingPath[^1]}]"];
}
