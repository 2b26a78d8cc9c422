using System.Collections.Frozen;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Decides which earlier questions a message refers to: <c>Language/{language}/references.txt</c>.</summary>
internal static class FollowUp
{
    /// <summary>A message with so many words of its own is complete, unless it opens like a follow-up.</summary>
    private const int EnoughTerms = 4;

    /// <summary>With so many words behind an opening such as "and", a whole question is complete.</summary>
    private const int TermsOfQuestion = 2;

    /// <summary>Words that say little do not count.</summary>
    private const double Strong = 0.4;

    /// <summary>How many turns back a message refers.</summary>
    private const int MostTurns = 3;

    private static readonly FrozenDictionary<string, PhraseBook> Books = new[] { "en", "de" }
        .ToFrozenDictionary(language => language, language => PhraseBook.Shipped(language, "references"));

    /// <summary>The questions that the message refers to, the nearest first; none where it stands alone.</summary>
    public static IReadOnlyList<string> Antecedents(Question question, string language)
    {
        var antecedents = new List<string>();
        var refers = question.History is [.., { Kind: AnswerKind.Clarify }] || Refers(question.Text, language);
        foreach (var turn in Questions(question.History).TakeWhile(_ => refers).Take(MostTurns))
        {
            antecedents.Add(turn.Question);
            refers = Refers(turn.Question, language);
        }
        return antecedents;
    }

    /// <summary>Earlier turns that asked something of the documents, the nearest first.</summary>
    private static IEnumerable<PastTurn> Questions(IReadOnlyList<PastTurn> history) =>
        history.Where(turn => turn.Kind is not (AnswerKind.SmallTalk or AnswerKind.Human)).Reverse();

    private static bool Refers(string text, string language)
    {
        var terms = Terms.Of(text, language).Where(term => term.Weight >= Strong).Select(term => term.Word)
            .ToHashSet(StringComparer.Ordinal);
        if (terms.Count == 0) return text.Any(char.IsLetterOrDigit);
        return Books.TryGetValue(language, out var book)
            && Clause.Of(text) is [var first, ..] clauses
            && (Opens(book, first, terms.Count)
                || (clauses.Count == 1 && book.Section("ellipsis").Is(first))
                || (terms.Count < EnoughTerms && HasPronoun(book, clauses, terms)));
    }

    private static bool Opens(PhraseBook book, Clause clause, int terms)
    {
        var length = book.Section("opener").Longest(clause, 0);
        var rest = new Clause([.. clause.Words.Skip(length)]);
        return length > 0 && (terms < TermsOfQuestion || !book.Section("whole").Is(rest));
    }

    /// <summary>One that stands for nothing in the message itself; behind a noun it is a relative one.</summary>
    private static bool HasPronoun(PhraseBook book, IReadOnlyList<Clause> clauses, HashSet<string> terms) =>
        clauses.Any(clause => Enumerable.Range(0, clause.Words.Count).Any(at =>
            IsPronoun(book, clause, at, terms.Count)
            && !Enumerable.Range(0, at + 1).Any(
                start => start + book.Section("no pronoun").Longest(clause, start) > at)
            && !IsRelative(clause, at, terms)));

    private static bool IsPronoun(PhraseBook book, Clause clause, int at, int terms) =>
        book.Section("pronoun").Longest(clause, at) > 0
        || (terms < TermsOfQuestion && book.Section("weak pronoun").Longest(clause, at) > 0);

    private static bool IsRelative(Clause clause, int at, HashSet<string> terms) =>
        at > 0 && at + 1 < clause.Words.Count && clause.Words[at].Text == "that"
        && terms.Contains(clause.Words[at - 1].Text);
}
