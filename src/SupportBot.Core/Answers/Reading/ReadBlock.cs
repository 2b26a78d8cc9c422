using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Reading;

/// <summary>A block of a passage with how well it answers.</summary>
/// <param name="section">Its passage.</param>
/// <param name="index">Its position in the passage, from 0.</param>
/// <param name="source">The block as it stands in the passage.</param>
/// <param name="cosine">Its similarity to the question; null without vectors.</param>
internal sealed class ReadBlock(ReadSection section, int index, TextBlock source, double? cosine)
{
    // Code of more lines is a file, and answers only the question that is its heading.
    private const int MaxCodeLines = 20;

    private string? _text;
    private bool? _isDestructive;
    private bool? _isAnswer;

    public ReadSection Section => section;

    public int Index => index;

    public TextBlock Source => source;

    public double? Cosine => cosine;

    /// <summary>How well it holds each word of the question: 0 to 1.</summary>
    public double[] Matches { get; } = section.Matches(new WordSet(source.Markdown, section.Chunk.Language));

    /// <summary>The share of the question's weight that it holds with the headings above it: 0 to 1.</summary>
    public double Share => section.Share(Matches.Zip(
        section.HeadingMatches, (own, heading) => Math.Max(own, BlockRanking.FromHeading * heading)));

    /// <summary>For the order of blocks; see <see cref="BlockRanking"/>.</summary>
    public double Score { get; set; }

    /// <summary>What an answer would show: clean Markdown; empty for nothing. Parsed when it is needed.</summary>
    public string Text => _text ??= CleanMarkdown.Whole(source.Markdown);

    /// <summary>Whether it shows a command or a step that deletes or overwrites something.</summary>
    public bool IsDestructive => _isDestructive ??= DestructiveBlock.Is(source, section.Chunk.Language);

    /// <summary>The number of words of the text.</summary>
    public int Words => BlockSplitter.Words(Text);

    /// <summary>Whether an answer may be this block alone.</summary>
    public bool IsAnswer => _isAnswer ??= !source.IsLead && !IsFile && !RepeatsHeading() && Text.Length > 0;

    private bool IsFile =>
        source.Kind == BlockKind.Code && !section.AsksSame
        && source.Markdown.Count(character => character == '\n') > MaxCodeLines;

    // A block whose words are all in the headings above it, such as "This page describes the log.", tells nothing.
    private bool RepeatsHeading()
    {
        if (source.Kind is not (BlockKind.Paragraph or BlockKind.Quote)) return false;
        var language = section.Chunk.Language;
        var lexicon = Lexicon.Of(language);
        return Core.Language.Words.Of(source.Markdown)
            .Where(word => !lexicon.IsStop(word.Lower) && !lexicon.IsWeak(word.Lower))
            .All(word => section.Headings.Match(Stemmer.Stem(word.Lower, language)) == 1);
    }
}
