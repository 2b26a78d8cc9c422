using SupportBot.Core.Answers.Retrieval;

namespace SupportBot.Core.Answers.Reading;

/// <summary>Reads the first passages of a search, and ranks their blocks by how well they answer.</summary>
internal static class BlockRanking
{
    /// <summary>What a block has of a word in the headings above it.</summary>
    public const double FromHeading = 0.6;

    // Weight of the place of the passage in the search.
    private const double OfPassage = 0.25;

    // Weight of the words beside the vectors, which tell blocks of one section apart by the names in them.
    private const double OfWords = 0.25;

    // More than any difference between two blocks.
    private const double OfSameQuestion = 2;

    /// <returns>The passages in the order of the search.</returns>
    public static IReadOnlyList<ReadSection> Read(Retrieved retrieved, string question)
    {
        var sections = retrieved.Passages.Take(Retriever.Read).Select((passage, i) =>
            new ReadSection(passage, retrieved.Terms, question, retrieved.BlockCosines?[i])).ToList();
        foreach (var block in sections.SelectMany(section => section.Blocks)) block.Score = Score(block);
        return sections;
    }

    /// <summary>The blocks that can answer, best first.</summary>
    public static IEnumerable<ReadBlock> Answers(IReadOnlyList<ReadSection> sections) =>
        sections.SelectMany(section => section.Blocks).Where(block => block.IsAnswer)
            .OrderByDescending(block => block.Score);

    // A section whose heading is the question comes first. Without vectors the words decide.
    private static double Score(ReadBlock block)
    {
        var own = block.Cosine is { } cosine ? cosine + OfWords * block.Share : block.Share;
        var score = own + OfPassage * block.Section.Passage.Score;
        return block.Section.AsksSame ? score + OfSameQuestion : score;
    }
}
