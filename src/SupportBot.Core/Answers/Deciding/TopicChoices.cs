using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>Names the topics that a bare word may mean.</summary>
internal static class TopicChoices
{
    private const int Most = 3;

    /// <returns>
    /// Of a bare word or two that several documents have in their titles or headings: each of them. Else none.
    /// </returns>
    public static IReadOnlyList<string> Of(Understood.Search question, IReadOnlyList<ReadSection> sections)
    {
        if (question.Words.Count > 2 || question.Terms.Count != 1) return [];
        var stem = question.Terms[0].Stem;
        var documents = sections.Where(section => Name(section.Chunk, stem) is not null)
            .DistinctBy(section => section.Chunk.DocumentId);
        return [.. documents.Select(section => Name(section.Chunk, stem)!).Distinct().Take(Most)];
    }

    private static string? Name(Chunk chunk, string stem)
    {
        if (new WordSet(chunk.Title, chunk.Language).Match(stem) == 1) return chunk.Title;
        return new WordSet(chunk.Heading, chunk.Language).Match(stem) == 1 ? chunk.Heading : null;
    }
}
