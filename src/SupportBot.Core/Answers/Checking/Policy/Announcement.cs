using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>
/// Tells a heading or a line that announces what follows, which claim nothing and need no citation. The door is narrow:
/// every word of weight must be one of a lead-in, of the question, or of a passage's headings.
/// </summary>
internal static class Announcement
{
    private const int MostWords = 25;

    public static bool Is(DraftPart part, Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var leadIn = FactWords.Of(said.Language).LeadIn;
        return (part.Shape == DraftShape.Heading
                ? part.Markers.Count == 0
                : part.Shape == DraftShape.Sentence && part.IsLeadIn && said.Lower.Overlaps(leadIn))
            && said.Words.Count <= MostWords && !said.Plain.Contains('`')
            && said.Numbers.All(number => question.Numbers.Contains(number)
                || sources.Any(source => source.Whole.Numbers.Contains(number)))
            && said.Topics.All(topic => topic.Weight < 1 || leadIn.Contains(topic.Word.Lower)
                || question.Set.Match(topic.Stem) > 0
                || sources.Any(source => source.Headings.Set.Match(topic.Stem) > 0));
    }
}
