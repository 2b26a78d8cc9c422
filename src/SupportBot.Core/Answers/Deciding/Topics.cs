using SupportBot.Core.Answers.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>Names topics of the documents that the customer can choose by a click.</summary>
internal static class Topics
{
    private const int Most = 3;

    /// <summary>Of a refused question, topics that hold less than this share of it are not near.</summary>
    private const double Nearness = 0.4;

    /// <summary>A bare word or two that several documents have in their titles or headings: each of them. Else none.</summary>
    public static IReadOnlyList<string> Choices(Understood.Search question, IReadOnlyList<Candidate> candidates)
    {
        if (question.Words.Count > 2 || question.Terms.Count != 1) return [];
        var stem = question.Terms[0].Stem;
        var documents = candidates.Where(candidate => Name(candidate.Passage.Chunk, stem) is not null).DistinctBy(candidate => candidate.Passage.Chunk.DocumentId);
        return [.. documents.Select(candidate => Name(candidate.Passage.Chunk, stem)!).Distinct().Take(Most)];
    }

    /// <summary>Titles of the documents that hold a good part of a refused question.</summary>
    public static IReadOnlyList<string> Near(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Coverage >= Nearness).Select(candidate => candidate.Passage.Chunk.Title).Distinct().Take(Most)];

    private static string? Name(Chunk chunk, string stem)
    {
        var heading = chunk.Section.Split(" › ")[^1];
        if (new WordSet(chunk.Title, chunk.Language).Match(stem) == 1) return chunk.Title;
        return new WordSet(heading, chunk.Language).Match(stem) == 1 ? heading : null;
    }
}
