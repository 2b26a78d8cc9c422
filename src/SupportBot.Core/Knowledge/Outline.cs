using System.Globalization;
using System.Text;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// The blocks of a chunk beside its text, as short as it can be kept: for each a letter of its kind, a capital letter
/// of its admonition where it is in one, and its length in characters, such as <c>p120cW48</c>. An empty line stands
/// between two blocks of the text.
/// </summary>
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

    /// <returns>The whole text as one paragraph where the outline is empty or of another text.</returns>
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
