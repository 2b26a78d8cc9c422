using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>
/// Tells what needs no citation because it claims nothing: a greeting, a thank-you, a regret, a question back, a heading, a
/// line that announces what follows. The door is narrow: every word of weight must be a word of courtesy, of the
/// question, or of a heading.
/// </summary>
internal static class Courtesy
{
    /// <summary>Who only announces or asks needs no more words.</summary>
    private const int MostWords = 25;

    public static bool ClaimsNothing(DraftPart part, Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        if (part.Markers.Count > 0 || said.Numbers.Count > 0 || said.Plain.Contains('`') || said.Words.Count > MostWords) return false;
        if (part.Shape == DraftShape.Heading) return AreKnown(said, question, sources);
        if (part.Shape != DraftShape.Sentence) return said.Words.Count == 0;
        if (said.Plain.EndsWith('?')) return AreKnown(said, question, sources);
        if (part.IsLeadIn) return said.Lower.Overlaps(words.LeadIn) && AreKnown(said, question, sources);
        return said.Words.Count == 0 || (said.Lower.Overlaps(words.Courtesy) && said.Topics.All(topic => words.Courtesy.Contains(topic.Word.Lower)));
    }

    private static bool AreKnown(Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        return said.Topics.All(topic => words.Courtesy.Contains(topic.Word.Lower) || words.LeadIn.Contains(topic.Word.Lower)
            || question.Set.Match(topic.Stem) > 0 || sources.Any(source => source.Headings.Set.Match(topic.Stem) > 0));
    }
}
