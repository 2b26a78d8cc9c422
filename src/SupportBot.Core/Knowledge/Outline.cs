using System.Globalization;
using System.Text;

namespace SupportBot.Core.Knowledge;

// The blocks of a chunk in compact form: for each a letter for its kind, a capital letter for its admonition if any,
// and its length in characters, such as "p120cW48". Blocks are separated by an empty line in the text.
internal static class Outline
{
    public const string Separator = "\n\n";

    private const string Kinds = "plntcq";
    private const string Admonitions = "-NTIWC";

    public static string Of(IReadOnlyList<TextBlock> blocks)
    {
        var outline = new StringBuilder();
        foreach (var block in blocks)
        {
            outline.Append(Kinds[(int)block.Kind]);
            if (block.Admonition != Admonition.None) outline.Append(Admonitions[(int)block.Admonition]);
            outline.Append(block.Markdown.Length);
        }
        return outline.ToString();
    }

    // Returns one paragraph if the outline is empty or does not match the text.
    public static IReadOnlyList<TextBlock> Apply(string outline, string text)
    {
        var blocks = new List<TextBlock>();
        var start = 0;
        for (var at = 0; at < outline.Length;)
        {
            var kind = Kinds.IndexOf(outline[at++]);
            var admonition = at < outline.Length ? Math.Max(0, Admonitions.IndexOf(outline[at])) : 0;
            if (admonition > 0) at++;
            var digits = at;
            while (at < outline.Length && char.IsAsciiDigit(outline[at])) at++;
            var isNumber = int.TryParse(
                outline.AsSpan(digits, at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var length);
            if (kind < 0 || !isNumber || length > text.Length - start) return [new TextBlock(text)];
            blocks.Add(new TextBlock(text.Substring(start, length), (BlockKind)kind, (Admonition)admonition));
            start += length + Separator.Length;
        }
        return start == text.Length + Separator.Length ? blocks : [new TextBlock(text)];
    }
}
