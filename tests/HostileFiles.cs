using System.Text;

namespace SupportBot.Testing;

/// <summary>
/// Generates Markdown and HTML files that drive parsers into quadratic time, deep recursion or much memory. The same
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
            var isHtml = random.Next(5) < 2;
            var text = Mutate(Text(isHtml ? HtmlUnits : MarkdownUnits, size, random), random);
            var content = Encoding.UTF8.GetBytes(text);
            if (random.Next(50) == 0) content[random.Next(content.Length)] = (byte)random.Next(256);
            yield return ($"{i:0000}.{(isHtml ? "html" : "md")}", content);
        }
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
