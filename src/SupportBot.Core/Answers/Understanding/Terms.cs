using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Finds the words of a question that say what is asked.</summary>
internal static class Terms
{
    /// <summary>Weight of a word that says little, such as "use" or "best".</summary>
    private const double Weak = 0.3;

    /// <summary>Weight of a word in a sentence that tells the circumstances, where another sentence asks.</summary>
    private const double Context = 0.3;

    /// <summary>Each word of a message is counted in the index; without spaces nearly each letter begins one.</summary>
    private const int Most = 500;

    /// <param name="text">The message.</param>
    /// <param name="language">Its language.</param>
    /// <param name="weight">Of each word; less than 1 for words of earlier turns.</param>
    /// <returns>
    /// In their order, each once; words written apart that the lexicon knows as one ("turn off") as one.
    /// </returns>
    public static IReadOnlyList<Term> Of(string text, string language, double weight = 1)
    {
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var (sentence, asks) in Asking.Sentences(Lexicon.Of(language).WithoutStopPhrases(text)))
            Add(terms, sentence, language, asks ? weight : weight * Context);
        return [.. terms.Values.Take(Most)];
    }

    private static void Add(Dictionary<string, Term> terms, string sentence, string language, double weight)
    {
        var lexicon = Lexicon.Of(language);
        var words = Words.Of(sentence);
        for (var i = 0; i < words.Count; i++)
        {
            if (i + 1 < words.Count && Joined(words[i], words[i + 1], language) is { } joined)
            {
                terms.TryAdd(joined.Stem, joined with { Weight = weight });
                i++;
            }
            else if (!lexicon.IsStop(words[i].Lower) && !OverlapsStop(words, i, lexicon)
                && (words[i].Lower.Length > 1 || char.IsDigit(words[i].Lower[0])))
            {
                var factor = lexicon.IsWeak(words[i].Lower) ? Weak : 1;
                var stem = Stemmer.Stem(words[i].Lower, language);
                var term = new Term(words[i].Lower, stem, words[i].IsName(language), weight * factor);
                terms.TryAdd(stem, term with { Overlaps = Overlaps(words, i) });
            }
        }
    }

    /// <summary>Of a script without spaces, a pair of letters of which one belongs to a stop word.</summary>
    private static bool OverlapsStop(List<Word> words, int i, Lexicon lexicon) =>
        (Overlaps(words, i) && lexicon.IsListedStop(words[i - 1].Lower))
        || (i + 1 < words.Count && Overlaps(words, i + 1) && lexicon.IsListedStop(words[i + 1].Lower));

    private static bool Overlaps(List<Word> words, int i) =>
        i > 0 && words[i].Start < words[i - 1].Start + words[i - 1].Text.Length;

    private static Term? Joined(Word first, Word second, string language)
    {
        var word = first.Lower + second.Lower;
        var stem = Stemmer.Stem(word, language);
        return Lexicon.Of(language).SameAs(stem).Count > 0 ? new Term(word, stem, IsName: false, 1) : null;
    }
}
