using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Writes an answer in the documents' own words: the block that answers, and what belongs to it.</summary>
internal static class ExtractiveWriter
{
    /// <param name="sections">The passages, read.</param>
    /// <param name="options">How much it says.</param>
    /// <param name="mayDestroy">Whether commands and steps that delete or overwrite something may be shown.</param>
    /// <returns>
    /// Blocks by passage, best passage first, in each in the order of the document; none for no answer.
    /// </returns>
    public static IReadOnlyList<Claim> Write(
        IReadOnlyList<ReadSection> sections, WritingOptions options, bool mayDestroy)
    {
        var ranked = BlockRanking.Answers(sections).ToList();
        if (!mayDestroy) ranked.RemoveAll(block => Related(block).Any(part => part.IsDestructive));
        var chosen = new Dictionary<ReadBlock, Claim>();
        var (blocks, words) = (0, 0);
        foreach (var block in ranked.TakeWhile(block => block.Score >= ranked[0].Score - options.Margin))
        {
            if (blocks == options.MostBlocks || words >= options.Words) break;
            if (!MayJoin(block, ranked[0], chosen.Keys, options)) continue;
            var budget = Math.Max(options.LeastBlockWords, options.BlockWords >> blocks);
            var added = Related(block).Where(part => !chosen.ContainsKey(part))
                .ToDictionary(part => part, part => BlockExcerpt.Of(part, budget));
            var length = words + added.Values.Sum(claim => BlockSplitter.Words(claim.Text));
            if (blocks > 0 && length > options.MostWords) continue;
            foreach (var (part, claim) in added) chosen.Add(part, claim);
            (blocks, words) = (blocks + 1, length);
        }
        // Beyond the limit: what deletes something has all warnings of its section.
        var warnings = chosen.Keys.Where(block => block.IsDestructive).SelectMany(block => block.Section.Blocks)
            .Where(IsWarning).Except(chosen.Keys).Distinct().ToList();
        foreach (var warning in warnings) chosen.Add(warning, BlockExcerpt.Of(warning, options.BlockWords));
        var order = chosen.Keys.Select(block => block.Section).Distinct().ToList();
        return [.. chosen.OrderBy(one => order.IndexOf(one.Key.Section)).ThenBy(one => one.Key.Index)
            .Select(one => one.Value)];
    }

    /// <summary>
    /// Whether the best block, or what belongs to it, shows a command or step that deletes or overwrites something.
    /// </summary>
    public static bool IsDestructive(IReadOnlyList<ReadSection> sections) =>
        BlockRanking.Answers(sections).FirstOrDefault() is { } best && Related(best).Any(part => part.IsDestructive);

    private static bool MayJoin(
        ReadBlock block, ReadBlock best, IReadOnlyCollection<ReadBlock> chosen, WritingOptions options)
    {
        if (chosen.Contains(block)) return false;
        var sections = chosen.Select(part => part.Section).Distinct().ToList();
        return sections.Count == 0 || sections.Contains(block.Section)
            || (sections.Count < options.MostSections && block.Score >= best.Score - options.MarginElsewhere);
    }

    // A procedure or code right behind a paragraph carries it out, and a warning beside it goes with it.
    private static IEnumerable<ReadBlock> Related(ReadBlock block)
    {
        var blocks = block.Section.Blocks;
        if (block.Index > 0 && IsWarning(blocks[block.Index - 1])) yield return blocks[block.Index - 1];
        yield return block;
        if (block.Index + 1 >= blocks.Count) yield break;
        var next = blocks[block.Index + 1];
        var carriesOut = block.Source.Kind == BlockKind.Paragraph
            && next.Source.Kind is BlockKind.Procedure or BlockKind.Code && next.Source.Markdown[0] is not ('*' or '#');
        if (next.Text.Length > 0 && (carriesOut || IsWarning(next))) yield return next;
    }

    private static bool IsWarning(ReadBlock block) =>
        block.Text.Length > 0 && block.Source.Admonition is Admonition.Warning or Admonition.Caution;
}
