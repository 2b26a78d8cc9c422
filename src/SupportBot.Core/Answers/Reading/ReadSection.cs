using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Reading;

/// <summary>A passage, read for what it holds of the question.</summary>
internal sealed class ReadSection
{
    private readonly IReadOnlyList<WeighedTerm> _terms;

    /// <param name="passage">What was found.</param>
    /// <param name="terms">The words of the question.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="cosines">The similarity of each block to the question; null where they were not compared.</param>
    public ReadSection(
        Passage passage, IReadOnlyList<WeighedTerm> terms, string question, IReadOnlyList<double>? cosines)
    {
        (_terms, Passage) = (terms, passage);
        var chunk = passage.Chunk;
        AsksSame = SameWords(chunk.Heading, question, Chunk.MinQuestionWords) || SameWords(chunk.Question, question);
        Headings = new WordSet($"{chunk.Title}\n{chunk.Section}", chunk.Language);
        HeadingMatches = Matches(Headings);
        Blocks = [.. chunk.Blocks.Select((block, i) => new ReadBlock(this, i, block, cosines?[i]))];
        WordMatches = Blocks.Aggregate(HeadingMatches, (found, block) => [.. found.Zip(block.Matches, Math.Max)]);
    }

    public Passage Passage { get; }

    public Chunk Chunk => Passage.Chunk;

    public IReadOnlyList<ReadBlock> Blocks { get; }

    /// <summary>The score of its best block.</summary>
    public double BestScore => Blocks.Max(block => (double?)block.Score) ?? double.MinValue;

    /// <summary>Whether its heading, alone or behind the title, is the question, word for word.</summary>
    public bool AsksSame { get; }

    /// <summary>The words of its title and headings.</summary>
    public WordSet Headings { get; }

    /// <summary>How well its title and headings hold each word of the question: 0 to 1.</summary>
    public double[] HeadingMatches { get; }

    /// <summary>How well the passage with its headings holds each word.</summary>
    public double[] WordMatches { get; }

    // A bare word may mean several sections.
    private static bool SameWords(string heading, string question, int least = 1)
    {
        var words = Core.Language.Words.Of(heading);
        return words.Count >= least && words.Select(word => word.Lower).SequenceEqual(
            Core.Language.Words.Of(question).Select(word => word.Lower));
    }

    /// <summary>How well a text holds each word of the question.</summary>
    public double[] Matches(WordSet words) => [.. _terms.Select(term => term.Term.MatchIn(words))];

    /// <summary>The share of the question's weight: 0 to 1.</summary>
    public double Share(IEnumerable<double> matches)
    {
        var whole = _terms.Sum(term => term.Weight);
        return whole > 0 ? _terms.Zip(matches, (term, match) => term.Weight * match).Sum() / whole : 0;
    }
}
