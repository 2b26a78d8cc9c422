using SupportBot.Core.Knowledge;
using SupportBot.Documents.ReStructuredText;

namespace SupportBot.Tests.Documents;

public sealed class RstTests
{
    /// <summary>Name, content, and what is read, see <see cref="ReadParts.Of"/>.</summary>
    public static TheoryData<string, string, string> Files { get; } = new()
    {
        { "titles", "=====\nGuide\n=====\n\nA.\n\nFirst\n-----\n\nB.\n\nBelow\n~~~~~\n\nC.\n\nSecond\n------\n\nD.",
            "A.|[First]|B.|[Below]|C.|[Second]|D." },
        { "label before a title", ".. _start:\n\nStart\n=====\n\nSee :ref:`start`.", "See Start." },
        { "title with markup", "T\n=\n\nThe ``a_b`` *file*\n------------------\n\nText.", "[The a_b file]|Text." },
        { "docinfo", "T\n=\n\n:Author: Me\n:orphan:\n\nText.", "Text." },
        { "transition", "A.\n\n----------\n\nB.", "A.|B." },
        { "bullets", "- A\n- B\n  goes on\n\n- C", "List: - A\n- B goes on\n- C" },
        { "nested lists", "* A\n\n  * B\n  * C\n\n* D", "List: - A\n  - B\n  - C\n- D" },
        { "steps", "1. A::\n\n     code\n\n2. B", "Procedure: 1. A:\n\n   ```\n   code\n   ```\n2. B" },
        { "steps without numbers", "#. A\n#. B", "Procedure: 1. A\n2. B" },
        { "steps with letters", "a) A\nb) B", "Procedure: 1. A\n2. B" },
        { "steps from five", "5. A\n6. B", "Procedure: 5. A\n6. B" },
        { "sentence that begins with a letter", "A. Einstein was\na physicist.", "A. Einstein was a physicist." },
        { "definitions", "term : int\n    Means *this*.\n\n    And this.\nother\n    That.",
            "List: - **term**: Means *this*.\n\n  And this.\n- **other**: That." },
        { "questions", "Is it?\n   It is.", "[Is it?]|It is." },
        { "fields", "Text.\n\n:param a: The first.\n:returns: All.",
            "Text.|List: - **param a**: The first.\n- **returns**: All." },
        { "options", "-a, --all  Takes all.\n-o FILE    Writes it\n           there.",
            "List: - **`-a, --all`**: Takes all.\n- **`-o FILE`**: Writes it there." },
        { "line block", "| A,\n| B\n  goes on.", "A,\nB goes on." },
        { "quote", "A.\n\n   Said so.\n\nB.", "A.|Quote: > Said so.|B." },
        { "list that is indented", "A:\n\n  * B\n  * C", "A:|List: - B\n- C" },
        { "literal block", "Run this::\n\n    a\n      b\n\nThen.", "Run this:|Code: ```\na\n  b\n```|Then." },
        { "literal block alone", "::\n\n    a ``` b", "Code: ````\na ``` b\n````" },
        { "quoted literal block", "Said::\n\n> a\n> b\n\nThen.", "Said:|Code: ```\n> a\n> b\n```|Then." },
        { "doctest", ">>> 1 + 1\n2\n\nThen.", "Code: ```python\n>>> 1 + 1\n2\n```|Then." },
        { "grid table",
            "+-----+-----+\n| A   | B   |\n+=====+=====+\n| a   | - b |\n|     | - c |\n+-----+-----+\n"
            + "| d         |\n+-----+-----+",
            "Table: | A | B |\n| --- | --- |\n| a | - b - c |\n| d | d |" },
        { "grid table with a cell over rows", "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+",
            "Table: |  |  |\n| --- | --- |\n| a | b |\n| a | c |" },
        { "simple table", "=====  =====\nA      B\n=====  =====\na      b\n       goes on\n``c``  d | e\n=====  =====",
            "Table: | A | B |\n| --- | --- |\n| a | b goes on |\n| `c` | d \\| e |" },
        { "simple table without a head", "=  =\na  b\nc  d\n=  =",
            "Table: |  |  |\n| --- | --- |\n| a | b |\n| c | d |" },
        { "simple table with a cell over columns", "==  ==\na   b\n==  ==\nover both\nc   d\n==  ==",
            "Table: | a | b |\n| --- | --- |\n| over both |  |\n| c | d |" },
        { "list-table", ".. list-table:: Title\n   :header-rows: 1\n\n   * - A\n     - B\n   * - a\n     - ``b``\n",
            "Table: **Title**\n\n| A | B |\n| --- | --- |\n| a | `b` |" },
        { "csv-table", ".. csv-table::\n   :header: \"A\", \"B\"\n\n   \"a, c\", \"say \"\"b\"\"\"\n   d, *e*\n",
            "Table: | A | B |\n| --- | --- |\n| a, c | say \"b\" |\n| d | *e* |" },
        { "note", ".. note:: Mind\n   this.\n\n   And this.", "Note: Mind this.|Note: And this." },
        { "admonitions of every kind",
            ".. tip:: A\n\n.. hint:: B\n\n.. important:: C\n\n.. caution:: D\n\n.. danger:: E\n\n.. error:: F\n\n"
            + ".. attention:: G\n\n"
            + ".. seealso:: H\n\n.. warning::\n   I",
            "Tip: A|Tip: B|Important: C|Caution: D|Caution: E|Caution: F|Warning: G|Note: H|Warning: I" },
        { "admonition with a title", ".. admonition:: Before you go\n   :class: warning\n\n   Stop.",
            "Warning: **Before you go**|Warning: Stop." },
        { "versions",
            ".. versionadded:: 1.0\n\n.. versionchanged:: 2.0\n   Now *fast*.\n\n"
            + ".. deprecated:: 3.0 Use it no more.",
            "Added in version 1.0.|Changed in version 2.0: Now *fast*.|Warning: Deprecated since version 3.0: Use"
            + " it no more." },
        { "code", ".. code-block:: sh\n   :linenos:\n   :caption: x\n\n   a\n     b\n\nThen.",
            "Code: ```sh\na\n  b\n```|Then." },
        { "code without an empty line", ".. code:: js\n   a()", "Code: ```js\na()\n```" },
        { "parsed literal", ".. parsed-literal::\n\n   a b", "Code: ```\na b\n```" },
        { "pictures", "A.\n\n.. image:: a.png\n   :alt: A\n\n.. figure:: b.png\n\n   The caption.", "A.|The caption." },
        { "tabs", ".. tabs::\n\n   .. tab:: Linux\n\n      Do a.\n\n   .. tab:: macOS\n\n      Do b.",
            "**Linux**|Do a.|**macOS**|Do b." },
        { "tabs of sphinx-design", ".. tab-set::\n\n   .. tab-item:: A\n      :sync: a\n\n      Text.", "**A**|Text." },
        { "dropdown and card", ".. dropdown:: More\n\n   Text.\n\n.. card:: C\n\n   Text.",
            "**More**|Text.|**C**|Text." },
        { "dropped directives", "A.\n\n.. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\n"
            + ".. contents::\n.. index:: x\n.. raw:: html\n\n   <b>\n"
            + "\n.. automodule:: a\n   :members:\n\n.. include:: b.rst\n\n.. literalinclude:: c.py\n\nB.", "A.|B." },
        { "only", ".. only:: html\n\n   Text.", "Text." },
        { "glossary", ".. glossary::\n\n   term\n      Means it.", "List: - **term**: Means it." },
        { "rubric", ".. rubric:: More\n\nText.", "**More**|Text." },
        { "signatures",
            ".. py:function:: run(a)\n              run(a, b)\n   :module: x\n\n   Runs it.\n\n"
            + ".. confval:: debug\n\n   Off.",
            "**`run(a)`**|**`run(a, b)`**|Runs it.|**`debug`**|Off." },
        { "unknown directive", ".. vendor:: x\n   :y: z\n\n   Text.", "Text." },
        { "comments", "A.\n\n.. not shown\n   nor this\n\n..\n   nor this\n\nB.", "A.|B." },
        { "substitutions", "|product| |unknown|.\n\n.. |product| replace:: The *Kettle*", "The *Kettle* unknown." },
        { "footnotes",
            "A [1]_ and B [#x]_ and C [#]_, again [1]_.\n\n.. [1] First.\n.. [#x] Named\n   one.\n.. [#] Third.",
            "A (First) and B (Named one) and C (Third), again." },
        { "citation", "As [Doe20]_ says.\n\n.. [Doe20] A book.", "As (A book) says." },
        { "links", "`A <https://a.test/x_y>`_, `B`_, C_, `D <B_>`_, `anonymous`__ and https://e.test/f.\n\n"
            + ".. _B: https://b.test\n.. _C: https://c.test\n\n__ https://g.test",
            "[A](https://a.test/x_y), [B](https://b.test), [C](https://c.test), [D](https://b.test), "
            + "[anonymous](https://g.test) and <https://e.test/f>." },
        { "target that names another", "`A`_\n\n.. _A: `B c`_\n.. _B c: https://b.test", "[A](https://b.test)" },
        { "references", ":ref:`the start <a>`, :ref:`set-up`, :doc:`/guide/start`, :doc:`Guide <a>`, :term:`kettle`.",
            "the start, set up, guide/start, Guide, kettle." },
        { "code roles",
            ":py:func:`~a.b.c`, :file:`/etc/x`, :option:`-v`, :class:`!A`, :envvar:`HOME`, :func:`run <a.run>`.",
            "`c`, `/etc/x`, `-v`, `A`, `HOME`, `run`." },
        { "interface roles", ":guilabel:`&Save`, :menuselection:`File --> Open`, :kbd:`Ctrl+C`, H\\ :sub:`2`\\ O.",
            "**Save**, File > Open, `Ctrl+C`, H2O." },
        { "inline markup", "*a*, **b**, ``c`` ``*e*``, 2 * 3 * 4, a*b*c, \\*f\\*.",
            "*a*, **b**, `c` `*e*`, 2 \\* 3 \\* 4, a\\*b\\*c, \\*f\\*." },
        { "text that looks like Markdown", "1 < 2, <b>, [a](b), # c, snake_case, __init__, a|b.",
            "1 < 2, \\<b>, \\[a\\](b), # c, snake_case, \\_\\_init\\_\\_, a|b." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_construct_leaves_its_text_and_nothing_else(string construct, string content, string expected)
    {
        var read = ReadParts.Of(new RstReader(), content);
        Assert.True(expected == read, $"{construct}: {read}");
    }

    [Theory]
    [InlineData(":audience: internal\n\nT\n=\n\nText.")]
    [InlineData("T\n=\n\n:audience: internal\n:title: X\n\nText.")]
    [InlineData(".. meta::\n   :audience: internal\n\nT\n=\n\nText.")]
    [InlineData("T\n=\n\nText.\n\n.. meta::\n      :audience: internal\n")]
    [InlineData("---\naudience: internal\n---\nT\n=\n\nText.")]
    public void An_internal_document_stays_internal(string content) =>
        Assert.Equal(Audience.Internal, ReadParts.Document(new RstReader(), content).Audience);

    [Theory]
    [InlineData(":audiance: internal\n\nText.")]
    [InlineData("T\n=\n\nText.\n\n:audience: internal\n")]
    [InlineData(".. audience: internal\n\nText.")]
    [InlineData(":audience: internal\n:audience: public\n\nText.")]
    [InlineData("---\naudience: public\n---\n:audience: internal\n\nText.")]
    public void An_audience_that_is_not_read_rejects_the_document(string content) =>
        Assert.True(
            Assert.IsType<ReadResult.Rejected>(ReadParts.Read(new RstReader(), content)).IsAudienceUnclear);

    [Fact]
    public void Fields_at_the_top_are_metadata()
    {
        var document = ReadParts.Document(new RstReader(),
            ":title: Kettle\n:language: de\n:url: https://help.test/k\n\nA\n=\n\nText.");
        Assert.Equal(("Kettle", "de", "https://help.test/k"), (document.Title, document.Language, document.Url));
    }

    [Fact]
    public void Anchors_are_those_of_docutils() =>
        Assert.Equal("flask-flask-v1-0", ReadParts.Document(new RstReader(),
            "T\n=\n\n1. ``flask.Flask`` v1.0!\n------------------------\n\nText.").Sections[^1].Anchor);

    [Fact]
    [Trait("Category", "Full")]
    public void Hostile_text_is_read_in_time() => Assert.All(HostileText.All, text =>
        Assert.True(ReadParts.TimeOf(new RstReader(), text) < HostileText.MaxTime, text[..50]));
}
