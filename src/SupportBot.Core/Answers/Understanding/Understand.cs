using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>
/// Step 1: is it small talk, the wish for a human, or a question, and what does the question mean by itself?
/// </summary>
internal static class Understand
{
    /// <summary>How often a word of the message stands in the searched text beside a borrowed one.</summary>
    private const int OwnRepeats = 2;

    public static Understood Message(Question question)
    {
        var text = WithoutGreeting(question.Text.Trim());
        var plain = Plain(text);
        return Talk(plain) is { } talk ? talk : Query(text, plain, question);
    }

    private static string WithoutGreeting(string text)
    {
        var opening = Phrases.Opening.Match(text.ToLowerInvariant());
        return opening.Length < text.Length && opening.Length > 0 && !IsTalk(Plain(text))
            ? text[opening.Length..] : text;
    }

    /// <summary>
    /// In lower case, with single spaces and straight apostrophes, without commas and the punctuation at the end.
    /// </summary>
    private static string Plain(string text) => string.Join(' ', text.ToLowerInvariant().Replace('’', '\'')
        .Split(
            [' ', '\n', '\r', '\t', ',', '!', '?', '.', ';', ':', '…', '"', '、', '。', '，', '？', '！'],
            StringSplitOptions.RemoveEmptyEntries));

    private static bool IsTalk(string plain) => Phrases.SmallTalk.Values.Any(talk => talk.IsMatch(plain));

    private static Understood.Talk? Talk(string plain)
    {
        if (Phrases.SmallTalk.FirstOrDefault(talk => talk.Value.IsMatch(plain)) is { Key: { } name })
            return new(AnswerKind.SmallTalk, name);
        if (Phrases.HumanAsked.IsMatch(plain)) return new(AnswerKind.Human, "human");
        if (Phrases.Question.IsMatch(plain)) return null;
        if (Phrases.Human.IsMatch(plain)) return new(AnswerKind.Human, "human");
        return Phrases.Staff.IsMatch(plain) ? new(AnswerKind.Human, "staff") : null;
    }

    private static Understood.Search Query(string text, string plain, Question question)
    {
        string[] words = [.. Words.Of(text).Select(word => word.Lower)];
        var language = Lexicon.LanguageOf(words, question.Language);
        var own = Terms.Of(text, language);
        var borrowed = FollowUp.Borrow(plain, own, question.History, language);
        var documents = borrowed.Count > 0
            ? question.History.LastOrDefault(turn => turn.DocumentIds?.Count > 0)?.DocumentIds : null;
        var before = string.Join(' ', borrowed.Select(term => term.Word));
        var whole = borrowed.Count > 0 ? $"{text} ({before})" : text;
        var searched = ($"{string.Join(' ', Enumerable.Repeat(WithJoined(text, own), OwnRepeats))} "
            + $"{before} {Synonyms(own, language)}").Trim();
        return new(whole, searched, [.. own, .. borrowed], words, QuestionForms.Of(plain), documents ?? [])
        {
            Language = Lexicon.SureLanguageOf(words),
        };
    }

    private static string Synonyms(IReadOnlyList<Term> terms, string language) =>
        string.Join(' ', terms.SelectMany(term => Lexicon.Of(language).SameAs(term.Stem)).Select(same => same.Word)
            .Distinct());

    /// <summary>Words written apart are searched as one word too: "back up" finds "backup".</summary>
    private static string WithJoined(string text, IReadOnlyList<Term> terms) =>
        string.Join(' ', [text, .. terms.Select(term => term.Word)
            .Where(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase))]);
}
