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
        var ranked = Ranked(sections);
        if (!mayDestroy) ranked.RemoveAll(block => Related(block).Any(part => part.IsDestructive));
        if (ranked.Count == 0) return [];
        var chosen = new List<ReadBlock>();
        foreach (var block in ranked.TakeWhile(block => block.Score >= ranked[0].Score - options.Margin))
        {
            if (chosen.Sum(Length) >= options.Words) break;
            if (MayJoin(block, chosen, options))
                chosen.AddRange(Related(block).Where(part => !chosen.Contains(part)));
        }
        // Beyond the limit: what deletes something has all warnings of its section.
        chosen.AddRange(chosen.Where(block => block.IsDestructive).SelectMany(block => block.Section.Blocks)
            .Where(IsWarning).Except(chosen).Distinct().ToList());
        var order = chosen.Select(block => block.Section).Distinct().ToList();
        return [.. chosen.OrderBy(block => order.IndexOf(block.Section)).ThenBy(block => block.Index)
            .Select(block => BlockExcerpt.Of(block, options))];

        int Length(ReadBlock block) => Math.Min(block.Words, options.MostWords);
    }

    /// <summary>
    /// Whether the best block, or what belongs to it, shows a command or step that deletes or overwrites something.
    /// </summary>
    public static bool IsDestructive(IReadOnlyList<ReadSection> sections) =>
        Ranked(sections) is [var best, ..] && Related(best).Any(part => part.IsDestructive);

    private static List<ReadBlock> Ranked(IReadOnlyList<ReadSection> sections) =>
        [.. sections.SelectMany(section => section.Blocks).Where(block => block.IsAnswer)
            .OrderByDescending(block => block.Score)];

    private static bool MayJoin(ReadBlock block, List<ReadBlock> chosen, WritingOptions options)
    {
        if (chosen.Count == 0) return true;
        if (chosen.Contains(block) || chosen.Sum(part => part.Words) + block.Words > options.MostWords) return false;
        var sections = chosen.Select(part => part.Section).Distinct().ToList();
        return sections.Contains(block.Section)
            || (sections.Count < options.MostSections && block.Score >= chosen[0].Score - options.MarginElsewhere);
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
