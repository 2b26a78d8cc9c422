using System.Text;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Knowledge.Including;

namespace SupportBot.Tests.Knowledge;

public sealed class IncludesTests : IDisposable
{
    private readonly TempFolder _folder = new TempFolder()
        .With("docs/part.md", "---\ntitle: Part\n---\nOne.\nTwo.\nThree.\n")
        .With("docs/guides/near.md", "Near.")
        .With("docs/code.py", "a = 1\n# --8<-- [start:b]\nb = 2\n# --8<-- [end:b]\nc = 3\n")
        .With("docs/tagged.rb", "# tag::x[]\nx\n# end::x[]\ny\n")
        .With("docs/snippets/card.mdx", "Card.")
        .With("docs/.env", "KEY=secret")
        .With("docs/internal.md", "---\naudience: internal\n---\nsecret")
        .With("docs/modules/m/partials/p.adoc", "= P\n\nPartial.")
        .With("docs/modules/m/examples/e.py", "e = 1")
        .With("docs/loop.md", "Again\n\n--8<-- \"loop.md\"\n")
        .With("outside.md", "secret");

    [Theory]
    [InlineData("a.md", "--8<-- \"part.md\"", "One.\nTwo.\nThree.")]
    [InlineData("a.md", "--8<-- \"./part.md:2:3\"", "Two.\nThree.")]
    [InlineData("a.md", "```py\n--8<-- \"code.py:b\"\n```", "```py\nb = 2\n```")]
    [InlineData("a.md", "- x\n\n    --8<-- 'docs/part.md:2:'", "- x\n\n    Two.\n    Three.")]
    [InlineData("guides/a.md", "--8<-- \"near.md\"\n--8<-- \"part.md:1:1\"", "Near.\nOne.")]
    [InlineData("a.md", "{* code.py ln[3:3] hl[1] *}", "```py\nb = 2\n```")]
    [InlineData("a.md", "{!> part.md !}", "One.\nTwo.\nThree.")]
    [InlineData("a.md", "{{#include part.md:3:3}}", "Three.")]
    [InlineData("a.md", "<!--@include: ./part.md{2,2}-->", "Two.")]
    [InlineData("a.md", "<<< @/code.py{1}", "```py\na = 1\nb = 2\nc = 3\n```")]
    [InlineData("a.md", "{% include \"guides/near.md\" %}", "Near.")]
    [InlineData("a.md", "{{< readfile file=\"/tagged.rb\" >}}", "```rb\nx\ny\n```")]
    [InlineData("a.mdx", "<Snippet file=\"card.mdx\" />", "Card.")]
    [InlineData(
        "a.mdx", "import Card from '/snippets/card.mdx'\n\n<Card />", "import Card from '/snippets/card.mdx'\n\nCard.")]
    [InlineData("a.rst", ".. include:: part.md", "One.\nTwo.\nThree.")]
    [InlineData("a.rst", ".. literalinclude:: code.py\n   :lines: 1-1", ".. code-block:: py\n\n   a = 1\n")]
    [InlineData("a.adoc", "include::tagged.rb[tag=x]", "x")]
    [InlineData("modules/m/pages/a.adoc", "include::partial$p.adoc[]", "= P\n\nPartial.")]
    [InlineData("modules/m/pages/b/a.adoc", "include::{partialsdir}/p.adoc[leveloffset=+1]", "== P\n\nPartial.")]
    [InlineData("modules/m/pages/a.adoc", "----\ninclude::example$e.py[]\n----", "----\ne = 1\n----")]
    [InlineData("a.adoc", "include::part.md[lines=2..2]", "Two.")]
    public void A_file_stands_where_it_is_included(string id, string text, string expected) =>
        Assert.Equal(expected, Expand(id, text));

    [Theory]
    [InlineData("--8<-- \"../outside.md\"")]
    [InlineData("--8<-- \"guides/../../outside.md\"")]
    [InlineData("--8<-- \".env\"")]
    [InlineData("--8<-- \"internal.md\"")]
    [InlineData("--8<-- \"link.md\"")]
    [InlineData("--8<-- \"folder/outside.md\"")]
    [InlineData("--8<-- \"/etc/hostname\"")]
    [InlineData("--8<-- \"https://evil.test/a.md\"")]
    [InlineData("--8<-- \"missing.md\"")]
    [InlineData("{* ../outside.md *}")]
    [InlineData("{!../outside.md!}")]
    [InlineData("<!--@include: ../outside.md-->")]
    public void What_is_not_in_the_folder_for_everybody_is_not_included(string text)
    {
        File.CreateSymbolicLink(_folder["docs/link.md"], _folder["outside.md"]);
        Directory.CreateSymbolicLink(_folder["docs/folder"], _folder.Path);
        Assert.Equal(text, Expand("a.md", text));
    }

    [Fact]
    public void Files_that_include_themselves_come_to_an_end() =>
        Assert.InRange(Expand("a.md", "--8<-- \"loop.md\"").Split("Again").Length, 2, 10);

    [Fact]
    public void No_document_grows_beyond_its_limits()
    {
        _folder
            .With("docs/wide.md", string.Concat(Enumerable.Repeat("--8<-- \"big.md\"\n", 1_000)))
            .With("docs/big.md", new string('x', 100_000));
        var expanded = Expand("a.md", string.Concat(Enumerable.Repeat("--8<-- \"wide.md\"\n", 1_000)));
        Assert.InRange(expanded.Length, 100_000, 2_000_000);
    }

    [Fact]
    public async Task A_changed_file_changes_the_documents_that_include_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("page.md", "# Page\n\n--8<-- \"_part.md\"\n");
        knowledge.Write("_part.md", "Hold the button.");
        await knowledge.IngestAsync();
        Assert.Equal("Hold the button.", Assert.Single(await knowledge.ChunksAsync()).Text);
        knowledge.Write("_part.md", "Press the button.");
        Assert.Equal(1, (await knowledge.IngestAsync()).Changed);
        Assert.Equal("Press the button.", Assert.Single(await knowledge.ChunksAsync()).Text);
    }

    public void Dispose() => _folder.Dispose();

    private string Expand(string id, string text) => Encoding.UTF8.GetString(
        new Includes(new DocumentSource("docs", _folder["docs"]), 1_000_000).Expand(id, Encoding.UTF8.GetBytes(text)));
}
