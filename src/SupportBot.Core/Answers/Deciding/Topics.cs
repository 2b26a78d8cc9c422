using SupportBot.Core.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>Names topics of the documents that the customer can choose by a click.</summary>
internal static class Topics
{
    private const int Most = 3;

    /// <summary>A heading that holds less than this share of a refused question is not near to it.</summary>
    private const double Nearness = 0.4;

    /// <summary>
    /// A bare word or two that several documents have in their titles or headings: each of them. Else none.
    /// </summary>
    public static IReadOnlyList<string> Choices(Understood.Search question, IReadOnlyList<Candidate> candidates)
    {
        if (question.Words.Count > 2 || question.Terms.Count != 1) return [];
        var stem = question.Terms[0].Stem;
        var documents = candidates.Where(candidate => Name(candidate.Passage.Chunk, stem) is not null)
            .DistinctBy(candidate => candidate.Passage.Chunk.DocumentId);
        return [.. documents.Select(candidate => Name(candidate.Passage.Chunk, stem)!).Distinct().Take(Most)];
    }

    /// <summary>Headings that hold a good part of a refused question.</summary>
    public static IReadOnlyList<string> Near(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.HeadingShare >= Nearness)
            .Select(candidate => Heading(candidate.Passage.Chunk)).Distinct().Take(Most)];

    private static string? Name(Chunk chunk, string stem)
    {
        if (new WordSet(chunk.Title, chunk.Language).Match(stem) == 1) return chunk.Title;
        return new WordSet(Heading(chunk), chunk.Language).Match(stem) == 1 ? Heading(chunk) : null;
    }

    private static string Heading(Chunk chunk) => chunk.Section.Length > 0
        ? chunk.Section.Split(" › ")[^1]
        : chunk.Title;
}
