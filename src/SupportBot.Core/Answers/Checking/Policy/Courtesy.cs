using System.Buffers;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>
/// Tells what needs no citation because it claims nothing: a greeting, a thank-you, a regret, a question back, a
/// heading, a line that announces what follows. The door is narrow: every word of weight must be a word of courtesy, of
/// the question, or of a heading.
/// </summary>
internal static partial class Courtesy
{
    /// <summary>Who only announces or asks needs no more words.</summary>
    private const int MostWords = 25;

    /// <summary>What is not known is said in the beginning: "However, the documents do not".</summary>
    private const int MostBeforeUnknown = 8;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()–—");

    public static bool ClaimsNothing(DraftPart part, Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        if ((part.Markers.Count > 0 && !part.IsLeadIn)
            || !said.Numbers.All(number => question.Numbers.Contains(number)
                || sources.Any(source => source.Whole.Numbers.Contains(number)))
            || said.Plain.Contains('`') || said.Words.Count > MostWords)
            return false;
        if (part.Shape == DraftShape.Heading) return AreKnown(said, question, sources);
        if (part.Shape != DraftShape.Sentence) return said.Words.Count == 0;
        if (said.Plain is [.., '?' or '？']) return AreKnown(said, question, sources);
        if (part.IsLeadIn) return said.Lower.Overlaps(words.LeadIn) && AreKnown(said, question, sources);
        return said.Words.Count == 0 || SaysUnknown(said, question, sources)
            || (said.Lower.Overlaps(words.Courtesy)
                && said.Topics.All(topic => words.Courtesy.Contains(topic.Word.Lower)));
    }

    /// <summary>
    /// "I have no information about that": of what follows in a further clause every word is known, since it could be a
    /// claim.
    /// </summary>
    private static bool SaysUnknown(Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        var at = UnknownAt(said);
        if (at < 0 || !Names.AreIn(said, sources, [question, .. sources.Select(source => source.Whole)], question))
            return false;
        var rest = Rest(said, at, words);
        return said.Topics.Where(topic => topic.Word.Start >= rest)
            .All(topic => IsKnown(topic, words, question, sources))
            && !said.Words.SkipLast(1).Any(word => word.Start >= rest && words.Finite.Contains(word.Lower));
    }

    /// <summary>
    /// The word at which a sentence says that something is not known; -1 where it does not, or not in its beginning.
    /// </summary>
    private static int UnknownAt(Statement said)
    {
        var words = FactWords.Of(said.Language);
        var at = Enumerable.Range(0, Math.Min(MostBeforeUnknown, said.Words.Count))
            .FirstOrDefault(i => words.Unknown.Any(phrase => said.HasPhrase(phrase, i)), -1);
        return at >= 0 && (said.Lower.Overlaps(words.Knowledge)
            || said.Words.Take(at).Any(word => words.Knowers.Contains(word.Lower))) ? at : -1;
    }

    /// <summary>Where a further clause begins.</summary>
    private static int Rest(Statement said, int from, FactWords words)
    {
        var next = said.Words.Skip(from).FirstOrDefault(word => words.Clauses.Contains(word.Lower)).Start;
        var stop = Abbreviation().Replace(said.Plain, match => new string(' ', match.Length))
            .AsSpan(said.Words[from].Start).TrimEnd(".!").IndexOfAny(Breaks);
        return Math.Min(next > 0 ? next : int.MaxValue, stop >= 0 ? said.Words[from].Start + stop : int.MaxValue);
    }

    private static bool AreKnown(Statement said, Statement question, IReadOnlyList<Source> sources)
    {
        var words = FactWords.Of(said.Language);
        return said.Topics.All(topic => IsKnown(topic, words, question, sources));
    }

    private static bool IsKnown(Topic topic, FactWords words, Statement question, IReadOnlyList<Source> sources) =>
        words.Courtesy.Contains(topic.Word.Lower) || words.LeadIn.Contains(topic.Word.Lower)
        || words.Knowledge.Contains(topic.Word.Lower) || topic.Weight < 1
        || question.Set.Match(topic.Stem) > 0 || sources.Any(source => source.Headings.Set.Match(topic.Stem) > 0);

    [GeneratedRegex(@"\(\p{Lu}{2,}\)")]
    private static partial Regex Abbreviation();
}
