using System.Buffers;
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

    /// <summary>What is not known is said in the beginning: "However, the documents do not".</summary>
    private const int MostBeforeUnknown = 8;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()–—");

    public static bool ClaimsNothing(DraftPart part, Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        if ((part.Markers.Count > 0 && !part.IsLeadIn) || !said.Numbers.All(question.Numbers.Contains) || said.Plain.Contains('`') || said.Words.Count > MostWords) return false;
        if (part.Shape == DraftShape.Heading) return AreKnown(said, question, sources);
        if (part.Shape != DraftShape.Sentence) return said.Words.Count == 0;
        if (said.Plain.EndsWith('?')) return AreKnown(said, question, sources);
        if (part.IsLeadIn) return said.Lower.Overlaps(words.LeadIn) && AreKnown(said, question, sources);
        return said.Words.Count == 0 || SaysUnknown(said, question, sources) || (said.Lower.Overlaps(words.Courtesy) && said.Topics.All(topic => words.Courtesy.Contains(topic.Word.Lower)));
    }

    /// <summary>"I have no information about that", without a further clause, which could be a claim, and without new names.</summary>
    private static bool SaysUnknown(Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        var at = Enumerable.Range(0, Math.Min(MostBeforeUnknown, said.Words.Count - 1))
            .FirstOrDefault(i => words.Unknown.Contains($"{said.Words[i].Lower} {said.Words[i + 1].Lower}") || words.Unknown.Contains(said.Words[i].Lower), -1);
        return at >= 0 && said.Lower.Overlaps(words.Knowledge)
            && said.Plain.AsSpan(said.Words[at].Start).TrimEnd(".!").IndexOfAny(Breaks) < 0 && !said.Words.Skip(at).Any(word => words.Clauses.Contains(word.Lower))
            && Names.AreIn(said, sources, [question, .. sources.Select(source => source.Whole)]);
    }

    private static bool AreKnown(Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        return said.Topics.All(topic => words.Courtesy.Contains(topic.Word.Lower) || words.LeadIn.Contains(topic.Word.Lower) || words.Knowledge.Contains(topic.Word.Lower) || topic.Weight < 1
            || question.Set.Match(topic.Stem) > 0 || sources.Any(source => source.Headings.Set.Match(topic.Stem) > 0));
    }
}
