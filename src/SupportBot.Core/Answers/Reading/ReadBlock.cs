using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Reading;

/// <summary>A block of a passage with how well it answers.</summary>
/// <param name="Section">Its passage.</param>
/// <param name="Index">Its position in the passage, from 0.</param>
/// <param name="Text">What an answer would show: clean Markdown; empty for nothing.</param>
/// <param name="Source">The block as it stands in the passage.</param>
/// <param name="Words">The number of words of the text.</param>
/// <param name="Cosine">Its similarity to the question; null without vectors.</param>
/// <param name="Share">The share of the question's weight that it holds with the headings above it: 0 to 1.</param>
internal sealed record ReadBlock(
    ReadSection Section, int Index, string Text, TextBlock Source, int Words, double? Cosine, double Share)
{
    // Code of more lines is a file, and no answer.
    private const int MaxCodeLines = 20;

    /// <summary>For the order of blocks; see <see cref="BlockRanking"/>.</summary>
    public double Score { get; set; }

    /// <summary>Whether an answer may be this block alone.</summary>
    public bool IsAnswer { get; init; }

    public static ReadBlock Of(ReadSection section, TextBlock block, int index, double? cosine)
    {
        var words = new WordSet(block.Markdown, section.Chunk.Language);
        var matches = section.Matches(words).Zip(
            section.HeadingMatches, (own, heading) => Math.Max(own, BlockRanking.FromHeading * heading));
        var text = CleanMarkdown.Whole(block.Markdown);
        return new ReadBlock(
            section, index, text, block, BlockSplitter.Words(text), cosine, section.Share(matches))
        {
            IsAnswer = text.Length > 0 && !block.IsLead && !IsFile(block) && !RepeatsHeading(section.Chunk, block),
        };
    }

    private static bool IsFile(TextBlock block) =>
        block.Kind == BlockKind.Code && block.Markdown.Count(character => character == '\n') > MaxCodeLines;

    // A block whose words are all in the headings above it, such as "This page describes the log.", tells nothing.
    private static bool RepeatsHeading(Chunk chunk, TextBlock block)
    {
        if (block.Kind is not (BlockKind.Paragraph or BlockKind.Quote)) return false;
        var lexicon = Lexicon.Of(chunk.Language);
        var headings = new WordSet($"{chunk.Title}\n{chunk.Section}", chunk.Language);
        return Core.Language.Words.Of(block.Markdown)
            .Where(word => !lexicon.IsStop(word.Lower) && !lexicon.IsWeak(word.Lower))
            .All(word => headings.Match(Stemmer.Stem(word.Lower, chunk.Language)) == 1);
    }
}
