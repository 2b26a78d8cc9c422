using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Writing;

/// <summary>
/// What an answer shows of a block: all of it, or of a long one the sentences, items or rows that hold the question's
/// words. A procedure and code are never cut. Where items or rows are missing, <c>…</c> stands in their place.
/// </summary>
internal static partial class BlockExcerpt
{
    // "Yes and no."
    private const int LongestReply = 3;

    /// <param name="block">What is shown.</param>
    /// <param name="budget">Words that a longer block is shortened to.</param>
    public static Claim Of(ReadBlock block, int budget)
    {
        var whole = new Claim(
            block.Section.Chunk, block.Source.Markdown, block.Text, ShapeOf(block.Source.Kind), block.Index);
        if (block.Words > Limit(block.Source.Kind, budget) && Shorten(block, budget) is { Length: > 0 } text)
            whole = whole with { Text = text };
        return whole with { RepliesTo = RepliedTo(block.Section, whole.Text) };
    }

    // No heading that holds an address, or that Markdown could take for anything but text.
    private static string RepliedTo(ReadSection section, string text) =>
        !section.AsksSame && Lexicon.Of(section.Chunk.Language).BeginsWithReply(text)
            && section.Chunk.Heading is var heading && PlainQuestion().IsMatch(heading)
            && Addresses.Without(heading, own: "") == heading
                ? heading
                : "";

    // A list or table of which little is missing is read at a glance, and is right only whole.
    private static int Limit(BlockKind kind, int budget) => kind switch
    {
        BlockKind.Procedure or BlockKind.Code => int.MaxValue,
        BlockKind.List or BlockKind.Table => 2 * budget,
        _ => budget,
    };

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
        return parsed.LastOrDefault() switch
        {
            ListBlock list => lead + Best(
                block, [.. list.OfType<ListItemBlock>().Select((item, i) => CleanMarkdown.Item(list, item, i))],
                budget).Join("\n", "- …"),
            Table table => $"{lead}{CleanMarkdown.Head(table)}\n" + Best(
                block, [.. table.OfType<TableRow>().Skip(1).Select(CleanMarkdown.Row)], budget).Join("\n", "| … |"),
            ParagraphBlock paragraph =>
                lead + Best(block, Sentences(block, CleanMarkdown.Inline(paragraph.Inline)), budget).Join(" "),
            _ => "",
        };
    }

    // "Yes." says nothing without what follows.
    private static List<string> Sentences(ReadBlock block, string text)
    {
        List<string> sentences = [.. Reading.Sentences.In(text).Select(span => text[span.Start..span.End])];
        if (sentences is [var reply, var next, .. var others] && BlockSplitter.Words(reply) <= LongestReply
            && Lexicon.Of(block.Section.Chunk.Language).BeginsWithReply(reply))
            return [$"{reply} {next}", .. others];
        return sentences;
    }

    // The part that holds most of the question, and its neighbours in order while there is room.
    private static Extract Best(ReadBlock block, List<string> parts, int budget)
    {
        if (parts.Count == 0) return new Extract(parts, 0, 0);
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
        return new Extract(parts, first, last + 1);
    }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}\s,.:;'’""“”„()/&+%#_–—-]+[?？]$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainQuestion();

    private readonly record struct Extract(List<string> Parts, int Start, int End)
    {
        public string Join(string separator, string? omitted = null)
        {
            var shown = Parts.Take(Start..End);
            if (omitted is not null && Start > 0) shown = shown.Prepend(omitted);
            if (omitted is not null && End < Parts.Count) shown = shown.Append(omitted);
            return string.Join(separator, shown);
        }
    }
}
