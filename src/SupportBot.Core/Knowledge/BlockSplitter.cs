using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using SupportBot.Core.Language;

namespace SupportBot.Core.Knowledge;

internal static partial class BlockSplitter
{
    // Lists are split between items, tables between rows (each part with the header), code between lines (each part
    // fenced), and paragraphs between sentences. An item or sentence that is too long stays whole if it has no boundary
    // inside.
    public static IEnumerable<string> Split(string block, int mostWords)
    {
        if (Words(block) <= mostWords) return [block];
        return Markdown.Parse(block, MarkdownSyntax.Pipeline) switch
        {
            [Table] => Framed(block.Split('\n'), head: 2, tail: 0, mostWords),
            [FencedCodeBlock] => Framed(block.Split('\n'), head: 1, tail: 1, mostWords),
            var parsed => Cut(block, Borders(parsed, block, mostWords).Order(), mostWords),
        };
    }

    // Words between spaces; in scripts without spaces two letters count as one.
    public static int Words(string text)
    {
        var words = Scripts.CountUnspaced(text) / 2;
        var inside = false;
        foreach (var character in text)
        {
            var space = char.IsWhiteSpace(character);
            if (!space && !inside) words++;
            inside = !space;
        }
        return words;
    }

    private static IEnumerable<string> Framed(string[] lines, int head, int tail, int mostWords)
    {
        var part = new List<string>();
        var words = 0;
        foreach (var line in lines[head..^tail])
        {
            var length = Words(line);
            if (part.Count > 0 && words + length > mostWords)
            {
                yield return string.Join('\n', [.. lines[..head], .. part, .. lines[^tail..]]);
                part.Clear();
                words = 0;
            }
            part.Add(line);
            words += length;
        }
        yield return string.Join('\n', [.. lines[..head], .. part, .. lines[^tail..]]);
    }

    // Offsets before each child, and recursively within a child that is too long.
    private static IEnumerable<int> Borders(Block block, string text, int mostWords) => block switch
    {
        ContainerBlock container =>
            container.SelectMany(child => Borders(child, text, mostWords, StartOfLine(text, child.Span.Start))),
        ParagraphBlock =>
            Sentence()
                .Matches(text[..(block.Span.End + 1)], block.Span.Start).Select(match => match.Index + match.Length),
        _ => [],
    };

    private static IEnumerable<int> Borders(Block child, string text, int mostWords, int start) =>
        Words(text[child.Span.Start..(child.Span.End + 1)]) > mostWords
            ? Borders(child, text, mostWords).Append(start)
            : [start];

    private static IEnumerable<string> Cut(string text, IEnumerable<int> borders, int mostWords)
    {
        var (start, end) = (0, 0);
        foreach (var border in borders.Append(text.Length))
        {
            if (end > start && Words(text[start..border]) > mostWords)
            {
                yield return text[start..end].TrimEnd();
                start = end;
            }
            end = border;
        }
        yield return text[start..].TrimEnd();
    }

    private static int StartOfLine(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    [GeneratedRegex(@"(?<=[.!?…:;]['""”’)\]]?)\s+|(?<=[。！？])(?![。！？」』）])")]
    private static partial Regex Sentence();
}
