using SupportBot.Core.Knowledge;
using SupportBot.Documents.AsciiDoc;

namespace SupportBot.Tests.Documents;

public sealed class AsciiDocTests
{
    /// <summary>Name, content, and what is read, see <see cref="ReadParts.Of"/>.</summary>
    public static TheoryData<string, string, string> Files { get; } = new()
    {
        { "titles",
            "= Guide\nA. Author <a@b.test>\nv1.0, 2026-01-01\n:toc:\n\nA.\n\n== First\n\nB.\n\n=== Below ===\n\n"
            + "C.\n\n## Second\n\nD.",
            "A.|[First]|B.|[Below]|C.|[Second]|D." },
        { "titles with lines below", "= T\n\nFirst\n-----\n\nA.", "[First]|A." },
        { "attributes", ":name: Kettle\n:full: {name} 2\n\nThe {full} of {unknown}{nbsp}x{empty}. {plus}1",
            "The Kettle 2 of {unknown} x. +1" },
        { "attributes in the text", ":a: 1\n\n{a}\n\n:a: 2\n\n{a}", "1|2" },
        { "paragraph with line breaks", "A +\nB\nC", "A\nB C" },
        { "hard breaks", "[%hardbreaks]\nA\nB", "A\nB" },
        { "bullets", "* A\n** B\n** C\n* D\ngoes on\n\n* E", "List: - A\n  - B\n  - C\n- D goes on\n- E" },
        { "bullets with hyphens", "- A\n- B", "List: - A\n- B" },
        { "steps", ". A\n.. B\n. C\n* D", "Procedure: 1. A\n   1. B\n2. C\n   - D" },
        { "steps with numbers", "1. A\n2. B", "Procedure: 1. A\n2. B" },
        { "checklist", "* [x] A\n* [ ] B", "List: - A\n- B" },
        { "continued item", ". A\n+\n[source,sh]\n----\na\n----\n+\nMore.\n. B",
            "Procedure: 1. A\n\n   ```sh\n   a\n   ```\n\n   More.\n2. B" },
        { "continued item with an admonition", "* A\n+\nNOTE: B\n* C", "List: - A\n\n  B\n- C" },
        { "terms", "term:: Means *this*.\nother::\n  That.\na::\nb:: Both.",
            "List: - **term**: Means **this**.\n- **other**: That.\n- **a**, **b**: Both." },
        { "terms with lists", "term::\n* A\n* B", "List: - **term**:\n\n  - A\n  - B" },
        { "questions", "[qanda]\nWhat is it::\n  A kettle.", "**What is it**|A kettle." },
        { "listing", ".run.sh\n[source,sh]\n----\na <1>\nb # <2>\n----\n<1> First.\n<2> Second.",
            "**run.sh**|Code: ```sh\na\nb\n```|List: 1. First.\n2. Second." },
        { "literal", "....\na *b*\n....\n\n c\n d", "Code: ```\na *b*\n```|Code: ```\nc\nd\n```" },
        { "fence", "```js\na()\n```", "Code: ```js\na()\n```" },
        { "source paragraph", "[source,java]\nint a;\nint b;\n\nThen.", "Code: ```java\nint a;\nint b;\n```|Then." },
        { "source with attributes", ":v: 2\n\n[source,subs=\"attributes+\"]\n----\na-{v}\n----",
            "Code: ```\na-2\n```" },
        { "example, sidebar and open block", "====\nA.\n====\n\n.More\n****\nB.\n****\n\n--\nC.\n--",
            "A.|**More**|B.|C." },
        { "quote", "[quote,Me]\n____\nA.\n____", "Quote: > A." },
        { "passthrough", "++++\n<p>A <b>b</b></p><script>x</script>\n++++", "A **b**" },
        { "comments", "A.\n// no\nB.\n\n////\nno\n////\n\n// no\n\nC.", "A. B.|C." },
        { "admonitions", "NOTE: A\n\n[WARNING]\nB\n\n[CAUTION]\n====\nC\n\n* D\n====\n\nTIP: E\n\nIMPORTANT: F",
            "Note: A|Warning: B|Caution: C|Caution: List: - D|Tip: E|Important: F" },
        { "admonition with a title", "[NOTE]\n.Before you go\n====\nA\n====", "Note: **Before you go**|Note: A" },
        { "table", ".Sizes\n[cols=\"1,2a\",options=\"header\"]\n|===\n|A |B\n\n|a\n|* b\n* c\n\n|d |e \\| f\n|===",
            "Table: **Sizes**\n\n| A | B |\n| --- | --- |\n| a | - b - c |\n| d | e \\| f |" },
        { "table with a head by its empty line", "|===\n|A |B\n\n|a |b\n|===",
            "Table: | A | B |\n| --- | --- |\n| a | b |" },
        { "table without a head", "|===\n|a |b\n|c |d\n|===", "Table: |  |  |\n| --- | --- |\n| a | b |\n| c | d |" },
        { "table with spans", "[%header,cols=3*]\n|===\n|A |B |C\n2+|both |c\n.2+|down |d |e\n|f |g\n|===",
            "Table: | A | B | C |\n| --- | --- | --- |\n| both | both | c |\n| down | d | e |\n| down | f | g |" },
        { "table with commas", "[%header,format=csv]\n|===\nA,B\na,\"b, c\"\n|===",
            "Table: | A | B |\n| --- | --- |\n| a | b, c |" },
        { "table in a cell", "[cols=\"1a\"]\n|===\n|\n!===\n!a !b\n!===\n|===",
            "Table: |  |\n| --- |\n| \\|  \\|  \\| \\| --- \\| --- \\| \\| a \\| b \\| |" },
        { "conditions and includes", "ifdef::a[]\nA.\nendif::[]\nifndef::a[B.]\n\ninclude::x.adoc[]\n\nC.",
            "A. B.|C." },
        { "pictures and tables of contents", "A.\n\n.Title\nimage::a.png[A]\n\ntoc::[]\n\nB image:b.png[] C.",
            "A.|B C." },
        { "breaks", "A.\n\n'''\n\nB.\n\n<<<\n\nC.", "A.|B.|C." },
        { "links",
            "https://a.test[A^], link:b.html[B,window=_blank], https://c.test/x_y, "
            + "mailto:d@e.test[D], link:f_g[].",
            "[A](https://a.test), [B](b.html), <https://c.test/x_y>, [D](mailto:d@e.test), f_g." },
        { "links with attributes", ":url: https://a.test\n\n{url}/x[A] and {elsewhere}/y[B].",
            "[A](https://a.test/x) and B." },
        { "references",
            "= T\n\n== A b\n\n[[sec]]\n== C d\n\n"
            + "<<sec>>, <<sec,text>>, xref:p.adoc#x[P], xref:p.adoc[], xref:m:q.adoc[Q].",
            "[A b]|[C d]|[C d](#sec), [text](#sec), [P](p.adoc#x), [p](p.adoc), Q." },
        { "interface macros", "kbd:[Ctrl+C], btn:[OK], menu:File[Save > As].", "`Ctrl+C`, **OK**, File > Save > As." },
        { "footnotes", "A footnote:[A *b*.] and B.footnote:x[C] D.footnote:x[]", "A (A **b**) and B. (C) D." },
        { "macros of extensions", "Set configprop:a.b[] in javadoc:a.C[format=full] or issue:1[the issue].",
            "Set `a.b` in `a.C` or the issue." },
        { "formatting", "*b* _i_ `c` #m# x^2^ H~2~O [.x]#y# **b**c __i__j *_b_*",
            "**b** *i* `c` m x2 H2O y **b**c *i*j ***b***" },
        { "roles of old", "[navy]#A# and [align=left]*B* a[0].", "A and **B** a\\[0\\]." },
        { "code", "`+*a*+` `\\{b}` `<c>` `a[0]` +*d*+ pass:[*e*]", "`*a*` `{b}` `<c>` `a[0]` \\*d\\* **e**" },
        { "quotes and escapes", "\"`A`\" '`b`' it`'s \\*c* \\{d} ((e)) (((f,g)))h", "“A” ‘b’ it’s \\*c\\* {d} e h" },
        { "text that looks like Markdown", "1 < 2, <b>, 2 * 3 * 4, snake_case, &lt;.",
            "1 < 2, \\<b>, 2 \\* 3 \\* 4, snake_case, <." },
        { "tabs", "[tabs]\n====\nMaven::\n+\nUse it.\nGradle::\n+\nOr it.\n====",
            "**Maven**|Use it.|**Gradle**|Or it." },
        { "collapsible block", ".More\n[%collapsible]\n====\nA.\n====", "**More**|A." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_construct_leaves_its_text_and_nothing_else(string construct, string content, string expected)
    {
        var read = ReadParts.Of(new AsciiDocReader(), content);
        Assert.True(expected == read, $"{construct}: {read}");
    }

    [Theory]
    [InlineData("= T\n:audience: internal\n\nText.")]
    [InlineData(":page-audience: internal\n= T\n\nText.")]
    [InlineData("= T\nA. Author\n:toc:\n:audience: internal\n\nText.")]
    [InlineData("---\naudience: internal\n---\n= T\n\nText.")]
    public void An_internal_document_stays_internal(string content) =>
        Assert.Equal(Audience.Internal, ReadParts.Document(new AsciiDocReader(), content).Audience);

    [Theory]
    [InlineData("= T\n:audiance: internal\n\nText.")]
    [InlineData("= T\n\n:audience: internal\n\nText.")]
    [InlineData("= T\n// audience: internal\n\nText.")]
    [InlineData(":audience: internal\n:page-audience: public\n= T\n\nText.")]
    public void An_audience_that_is_not_read_rejects_the_document(string content) =>
        Assert.True(
            Assert.IsType<ReadResult.Rejected>(ReadParts.Read(new AsciiDocReader(), content)).IsAudienceUnclear);

    [Fact]
    public void Attributes_of_the_header_are_metadata()
    {
        var document = ReadParts.Document(new AsciiDocReader(),
            "= Kettle\n:lang: de\n:url: https://help.test/k\n:description: All about it.\n\nText.");
        Assert.Equal(("Kettle", "de", "https://help.test/k"), (document.Title, document.Language, document.Url));
        Assert.Equal(["All about it.", "Text."], Assert.Single(document.Sections).Texts());
    }

    [Theory]
    [InlineData("= T\n\n== A b-c!\n\nText.", "_a_b_c")]
    [InlineData("= T\n:idprefix:\n:idseparator: -\n\n== A b\n\nText.", "a-b")]
    [InlineData("= T\n\n[#own]\n== A\n\nText.", "own")]
    [InlineData("= T\n\n[[own,x]]\n== A\n\nText.", "own")]
    public void Anchors_are_those_of_Asciidoctor(string content, string anchor) =>
        Assert.Equal(anchor, ReadParts.Document(new AsciiDocReader(), content).Sections[^1].Anchor);

    [Theory]
    [InlineData("modules/ROOT/pages/web/start.adoc", "[A](../data/a.adoc#b)")]
    [InlineData("modules/ROOT/pages/start.adoc", "[A](data/a.adoc#b)")]
    [InlineData("guides/start.adoc", "[A](data/a.adoc#b)")]
    public void References_of_Antora_are_relative_to_the_pages_of_the_module(string file, string link)
    {
        var source = new SourceFile(file, "xref:data/a.adoc#b[A]"u8.ToArray(), "hash", new DocumentDefaults());
        var read = Assert.IsType<ReadResult.Read>(new AsciiDocReader().Read(source));
        Assert.Equal([link], Assert.Single(read.Document.Sections).Texts());
    }

    [Fact]
    [Trait("Category", "Full")]
    public void Hostile_text_is_read_in_time() => Assert.All(HostileText.All, text =>
        Assert.True(ReadParts.TimeOf(new AsciiDocReader(), text) < HostileText.MaxTime, text[..50]));
}
