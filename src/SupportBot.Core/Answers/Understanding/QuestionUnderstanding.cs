using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>
/// Step 1: is it small talk, the wish for a human, or a question, and what does the question mean by itself?
/// </summary>
internal static class QuestionUnderstanding
{
    /// <summary>How often a word of the message stands in the searched text beside an earlier one.</summary>
    private const int OwnRepeats = 2;

    /// <summary>Weight of an earlier question's word beside one of the message itself, for each turn back.</summary>
    private const double Decay = 0.4;

    /// <param name="question">The message, with what went before it.</param>
    /// <param name="intents">Examples of small talk and wishes; null for the shipped ones alone.</param>
    public static Understood Message(Question question, Intents? intents = null)
    {
        intents ??= Intents.Shipped;
        var before = question.History is [.., var last] ? last.Kind : null;
        return intents.TalkOf(question.Text, before) is { } talk ? talk
            : Query(question with { Text = intents.WithoutCourtesies(question.Text.Trim()) }, intents);
    }

    private static Understood.Search Query(Question question, Intents intents)
    {
        var text = question.Text;
        var natural = NaturalText.Of(text);
        string[] words = [.. Words.Of(text).Select(word => word.Lower)];
        string[] naturalWords = [.. Words.Of(natural).Select(word => word.Lower)];
        var language = Lexicon.LanguageOf(naturalWords, question.Language);
        var own = Terms.Of(text, language);
        var earlier = FollowUp.Antecedents(question, language);
        var borrowed = Borrowed(earlier, own, question.History, language);
        var whole = string.Join(" — ", earlier.Select(intents.WithoutCourtesies).Reverse().Append(text));
        var searched = ($"{string.Join(' ', Enumerable.Repeat(WithJoined(text, own, language), OwnRepeats))} "
            + $"{string.Join(' ', borrowed.Select(term => term.Word))} {Synonyms(own, language)}").Trim();
        return new(whole, searched, [.. own, .. borrowed], words)
        {
            Language = Lexicon.SureLanguageOf(naturalWords),
        };
    }

    /// <summary>The words of earlier questions, nearest turn first.</summary>
    private static List<Term> Borrowed(
        IReadOnlyList<string> earlier, IReadOnlyList<Term> own, IReadOnlyList<PastTurn> history, string language)
    {
        var borrowed = new List<Term>();
        var weight = history is [.., { Kind: AnswerKind.Clarify }] ? 1 : Decay;
        foreach (var text in earlier)
        {
            borrowed.AddRange(Terms.Of(text, language, weight).Where(term =>
                term.Weight >= weight && own.Concat(borrowed).All(known => known.Stem != term.Stem)));
            weight *= Decay;
        }
        return borrowed;
    }

    private static string Synonyms(IReadOnlyList<Term> terms, string language) =>
        string.Join(' ', terms.SelectMany(term => Lexicon.Of(language).SameAs(term.Stem)).Select(same => same.Word)
            .Distinct());

    /// <summary>
    /// Without phrases that say nothing; words written apart are searched as one word too: "back up" finds "backup".
    /// </summary>
    private static string WithJoined(string text, IReadOnlyList<Term> terms, string language) =>
        string.Join(' ', [Lexicon.Of(language).WithoutStopPhrases(text), .. terms.Select(term => term.Word)
            .Where(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase))]);
}
