using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Writing;

/// <summary>
/// What an answer shows of a block: all of it, or of a long one the sentences, items or rows that hold the question's
/// words. A procedure and code are never cut.
/// </summary>
internal static class BlockExcerpt
{
    /// <param name="block">What is shown.</param>
    /// <param name="budget">Words that a longer block is shortened to.</param>
    public static Claim Of(ReadBlock block, int budget)
    {
        var whole = new Claim(
            block.Section.Chunk, block.Source.Markdown, block.Text, ShapeOf(block.Source.Kind), block.Index);
        if (block.Words <= budget || block.Source.Kind is BlockKind.Procedure or BlockKind.Code)
            return whole;
        return Shorten(block, budget) is { Length: > 0 } text ? whole with { Text = text } : whole;
    }

    private static ClaimShape ShapeOf(BlockKind kind) => kind switch
    {
        BlockKind.List or BlockKind.Procedure => ClaimShape.Item,
        BlockKind.Table => ClaimShape.Row,
        BlockKind.Code => ClaimShape.Code,
        _ => ClaimShape.Sentence,
    };

    // The lead is kept.
    private static string Shorten(ReadBlock block, int budget)
    {
        var parsed = Markdown.Parse(block.Source.Markdown, MarkdownSyntax.Pipeline);
        var lead = string.Concat(parsed.SkipLast(1).OfType<ParagraphBlock>()
            .Select(part => CleanMarkdown.Inline(part.Inline) + "\n\n"));
        var (before, parts, separator) = parsed.LastOrDefault() switch
        {
            ListBlock list => (lead, list.OfType<ListItemBlock>().Select((item, i) =>
                CleanMarkdown.Item(list, item, i)).ToList(), "\n"),
            Table table => ($"{lead}{CleanMarkdown.Head(table)}\n", table.OfType<TableRow>().Skip(1)
                .Select(CleanMarkdown.Row).ToList(), "\n"),
            ParagraphBlock paragraph => (lead, Sentences(CleanMarkdown.Inline(paragraph.Inline)), " "),
            _ => ("", [], ""),
        };
        return before + string.Join(separator, Best(block, parts, budget));
    }

    private static List<string> Sentences(string text) =>
        [.. Reading.Sentences.In(text).Select(span => text[span.Start..span.End])];

    // The part that holds most of the question, and its neighbours in order while there is room.
    private static List<string> Best(ReadBlock block, List<string> parts, int budget)
    {
        if (parts.Count == 0) return [];
        var language = block.Section.Chunk.Language;
        var shares = parts.Select(part => block.Section.Share(block.Section.Matches(new WordSet(part, language))))
            .ToList();
        var best = shares.IndexOf(shares.Max());
        var (first, last) = (best, best);
        var words = BlockSplitter.Words(parts[best]);
        while (true)
        {
            var before = first > 0 ? shares[first - 1] : -1;
            var after = last + 1 < parts.Count ? shares[last + 1] : -1;
            if (before < 0 && after < 0) break;
            var next = after >= before ? last + 1 : first - 1;
            words += BlockSplitter.Words(parts[next]);
            if (words > budget) break;
            (first, last) = (Math.Min(first, next), Math.Max(last, next));
        }
        return parts.GetRange(first, last - first + 1);
    }
}
