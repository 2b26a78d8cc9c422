using System.Text;

namespace SupportBot.Testing;

/// <summary>
/// Generates files of every format that drive parsers into quadratic time, deep recursion or much memory. The same
/// seed makes the same files.
/// </summary>
internal static class HostileFiles
{
    /// <summary>Repeated many times, each makes some parser slow; <c>#</c> stands for a number that grows.</summary>
    private static readonly string[] MarkdownUnits =
    [
        ":::a{s}{x\n", "!!! a{s}\"\n", "## Same heading\n", "# #\n", "- ", "> ", "1. ", "* + - ", "`", "`{n}` ",
        "~~~", "```\n", "[a]", "[a][b] ",
        "[a{n}]: /u{n}\n", "[a{n}][a{n}] ", "[a](", "![", "[", "](", "[[", "*a ", "**a _b ", "_a*", "a**", "***", "<",
        "<a href=", "<a ", "<!--", "<?",
        "<![CDATA[", "</", "<div>", "<b>\n\n", "&amp;", "&#", "&", "| a ", "| a | b |\n|---|---|\n", "|\n",
        "a|b\n-|-\n", "http://a.", "<http://a>", "a@b.",
        "{%", "{% a %}", "{{site.", "{{<", "{#a", "## a {#b", "## A{s}#\n", "\\", "\\\n", "a\n---\n", "===\n",
        "    x\n", "\t", " ", "\n", "a", "ä€😀", "\u202E",
        "$", "~", "^", ":", "<!-- a -->", "<details>\n", "<br>", "<img src=a>", "!!! note\n    ", "[^a{n}]: x\n", "(",
        "((", ")\n", "'", "\"",
    ];

    private static readonly string[] HtmlUnits =
    [
        "<div>", "<p>", "<b>", "<b><p></b>", "<a><div>", "<i><b>", "<ul><li>", "<ol><li>", "<li>", "<blockquote>",
        "<table><tr><td>", "<tr><td>a", "<td>",
        "<table>", "<h2>Same</h2>", "<h1>", "<pre>", "<pre>```", "<code>`", "<span>", "<em>a", "<dl><dt>a<dd>b",
        "<details><summary>a", "<select><option>",
        "<svg><g>", "<math><mi>", "<template>", "<form>", "<font color=a>", "<nobr>", "<button>", "<!--", "<!",
        "</p>", "</div>", "<a href=x>", "<img src=x>",
        "&amp;", "&#x", "&", "<", "<br>", "<x-y>", "<div a{n}=b>", "<p title='", "<script>", "<style>",
        "<meta name=a{n} content=b>", " ", "\n", "a", "|",
        "*", "<caption>", "<td colspan=9999>", "<frameset>", "<plaintext>", "<textarea>", "<title>", "<main>",
        "<article>", "<hr>", "_a", "[", "\\",
    ];

    private static readonly string[] RstUnits =
    [
        ".. note::\n   ",
        ".. a::\n",
        "a\n=\n",
        "=\na\n=\n",
        "* ",
        "- a\n",
        "#. ",
        "1. a\n",
        "+-+\n",
        "|a|\n",
        "+---+---+\n",
        "``",
        "`", "`a`_ ", "`a <b>`_ ", "a{n}_ ", ".. _a{n}: b\n", ".. _a{n}: a{n}_\n", "[#a{n}]_ ", ".. [#a{n}] x\n",
        "|s{n}| ",
        ".. |s{n}| replace:: |s| |s|\n",
        "::\n\n  a\n",
        ":a: b\n",
        "term\n   def\n",
        "a\n ",
        "-a  b\n",
        "| a\n",
        ".. list-table::\n\n   * - a\n",
        ".. csv-table::\n\n   a,",
        ".. include:: a\n",
        "   ",
        "==  ==\n",
        ">>> a\n",
        ":ref:`", ":kbd:`a` ", "*a ", "**a", "\\", "__ ", ".. \n", "..\n  a\n", "(", "\t", "\n", "a", "ä€😀",
    ];

    private static readonly string[] AsciiDocUnits =
    [
        "* ",
        "** a\n",
        ". a\n",
        "a:: ",
        "a::\n",
        "----\n",
        "====\n",
        "--\n",
        "[NOTE]\n",
        "[NOTE]\n====\n",
        "NOTE: ",
        "|===\n",
        "|a ",
        "2+|a\n", ".9+|a\n", "99*|a ", "a|", "!===\n", "+\n", "<<a{n}>> ", "[[a{n}]]\n", "[#a{n}]\n", "{a{n}} ",
        ":a{n}: {a}{a}\n",
        "link:a[",
        "https://a.b[",
        "xref:a[b] ",
        "footnote:[",
        "ifdef::a[]\n",
        "include::a[]\n",
        "`a",
        "*a ",
        "_a",
        "#a",
        "+",
        "++++\n<b>\n",
        "== A\n",
        "= A\n",
        ".Title\n",
        "<1> a\n",
        "//-\n",
        "////\n",
        "[qanda]\n",
        "[%header]\n",
        "kbd:[", "menu:a[b > ", "image::a[]\n", " +\n", "^a", "~a", "[", "]", "(", " ", "\n", "a", "ä€😀",
    ];

    private static readonly string[] TextUnits =
    [
        "a\n=\n",
        "- a\n",
        "1. ",
        "    a\n",
        "*",
        "<a>",
        "a",
        " ",
        "\n",
        "Q: a?\n",
        "\t",
    ];

    private static readonly (string Ending, int Share, string[] Units)[] Formats =
    [
        ("md", 40, MarkdownUnits), ("html", 30, HtmlUnits), ("mdx", 5, MarkdownUnits), ("rst", 10, RstUnits),
        ("adoc", 10, AsciiDocUnits), ("txt", 5, TextUnits),
    ];

    private static readonly string[] Tops =
    [
        "", "", "", "# A\n\nText.\n\n", "---\ntitle: A\n---\n", "---\nx: {r}", "---\n&a x: [*a, ", "+++\nx = {r}",
        "{ \"a\": {r}", "---\n", "<!-- ", "\uFEFF\n\n", "|a|\n",
    ];

    /// <param name="seed">Of all choices.</param>
    /// <param name="count">How many.</param>
    /// <param name="maxBytes">Size of the largest; sizes are spread evenly over their magnitudes.</param>
    public static IEnumerable<(string Name, byte[] Content)> Generate(int seed, int count, int maxBytes)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var size = (int)Math.Pow(maxBytes, 0.5 + (0.5 * random.NextDouble()));
            var (ending, units) = Format(random.Next(Formats.Sum(format => format.Share)));
            var text = Mutate(Text(units, size, random), random);
            var content = Encoding.UTF8.GetBytes(text);
            if (random.Next(50) == 0) content[random.Next(content.Length)] = (byte)random.Next(256);
            yield return ($"{i:0000}.{ending}", content);
        }
    }

    private static (string Ending, string[] Units) Format(int share)
    {
        foreach (var (ending, of, units) in Formats)
            if ((share -= of) < 0) return (ending, units);
        throw new ArgumentOutOfRangeException(nameof(share));
    }

    private static string Text(string[] units, int size, Random random)
    {
        var text = new StringBuilder(Fill(Tops[random.Next(Tops.Length)], 0, size, random));
        var parts = Math.Max(1, random.Next(4));
        for (var part = 1; part <= parts; part++)
        {
            string[] chosen = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => units[random.Next(units.Length)])];
            for (var i = 0; text.Length < size * part / parts; i++)
                text.Append(Fill(chosen[i % chosen.Length], i, size, random));
            if (random.Next(3) == 0) text.Append("\n\n");
        }
        return text.ToString();
    }

    private static string Fill(string unit, int number, int size, Random random) => unit
        .Replace("{n}", $"{number}", StringComparison.Ordinal)
        .Replace("{s}", unit.Contains("{s}", StringComparison.Ordinal) ? new string(' ', Math.Min(size, 3_000)) : "",
            StringComparison.Ordinal)
        .Replace("{r}", unit.Contains("{r}", StringComparison.Ordinal)
            ? new string("[{"[random.Next(2)], Math.Min(size, 20_000)) : "", StringComparison.Ordinal);

    private static string Mutate(string text, Random random)
    {
        const string Inserted = " \n`*_[]<>|#:{}\"&-a";
        var mutated = new StringBuilder(text);
        for (var mutations = random.Next(6); mutations > 0 && mutated.Length > 0; mutations--)
        {
            var at = random.Next(mutated.Length);
            if (random.Next(2) == 0) mutated.Remove(at, Math.Min(random.Next(1, 20), mutated.Length - at));
            else mutated.Insert(at, Inserted[random.Next(Inserted.Length)].ToString(), random.Next(1, 200));
        }
        // A cut through a surrogate pair would be no UTF-8.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(mutated.ToString()));
    }
}
