namespace SupportBot.Tests.Documents;

/// <summary>Texts of a megabyte that take a careless reader minutes, or its stack.</summary>
internal static class HostileText
{
    private const int Size = 1_000_000;

    /// <summary>A busy machine is several times slower; what is not linear takes minutes.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);

    private static readonly string[] Units =
    [
        "*", "**", "`", "``", "_", "+", "#", "=", "-", "|", ":", "[", "]", "<", "<<", "((", "{", "{a}", "\\", ".",
        "/", "\"`",
        "a", "a ", " ", "\n", "\t", "* a ", "*a ", "`a ", "**a ", "``a ", "|a ", "_a ", "[a]_ ", "a_ ", ":a:`b ",
        "`a`_ ",
        "http://a", "link:a[", "footnote:[", "xref:a[b ", "<<a,b ", "[[a ", "- ", "1. ", "> ", ".. ", "a:: ", "é",
        "a\n", "- a\n", "* a\n", "1. a\n", "#. a\n", "| a\n", "a\n b\n", "a::\n b\n", "a::\n", ":a: b\n", "-a  b\n",
        ">>> a\n",
        ".. a\n", ".. a::\n", ".. note::\n", ".. _a: b\n", ".. |a| replace:: |a|\n\n|a|\n\n", ".. [#] a\n\n",
        "a\n=\n", "=\na\n=\n",
        "= =\n", "== ==\na b\n", "+-+\n", "+-+-+\n|a|\n", "+--+\n| +-\n", "a::\n\n  b\n\n", "----\n", "....\n",
        "====\n", "====\na\n",
        "|===\n", "|===\n|a\n", "|a\n", "99*|a ", "+\n", "* a\n+\n", "[NOTE]\n", ".a\n", "[[a]]\n", ":a: {a}{a}\n",
        ":a: b\n{a}\n",
        "ifdef::a[]\n", "include::a[]\n", "image::a[]\n", "//\n", "<1> a\n", "a +\n", "NOTE: a\n", "--\n", "```\n",
        "++++\n",
        "    a\n", "a\n---\n", "--- ---\n", "'''\n",
    ];

    public static IEnumerable<string> All => Units.Select(Repeat)
        .Concat([Deeper(" - a"), Deeper(" a"), Deeper("  .. note:: a"), Deeper("  1. a"), Nested("* "), Nested("- "),
            WideTable("+", "--+"), WideTable("", "== "), WideTable("|===\n", "|a "), Braces()]);

    private static string Repeat(string unit) => string.Concat(Enumerable.Repeat(unit, Size / unit.Length));

    /// <summary>Each line is indented further than the one above it.</summary>
    private static string Deeper(string line) => string.Join('\n',
        Enumerable.Range(0, 1_400).Select(depth => new string(' ', depth * BlockIndent(line)) + line));

    private static int BlockIndent(string line) => line.Length - line.TrimStart().Length;

    private static string Nested(string mark) => string.Join('\n', Enumerable.Range(1, 1_400).Select(depth =>
        $"{new string(mark[0], depth)} a"));

    private static string WideTable(string start, string column)
    {
        var line = start + string.Concat(Enumerable.Repeat(column, 10_000));
        return string.Join('\n', Enumerable.Repeat(line, 30));
    }

    /// <summary>Each attribute is twice the one before it.</summary>
    private static string Braces() => string.Join('\n',
        Enumerable.Range(1, 20_000).Select(i => $":a{i}: {{a{i - 1}}}{{a{i - 1}}}").Prepend(":a0: bb"))
        + "\n\n" + string.Concat(Enumerable.Repeat("{a19999} ", 50_000));
}
