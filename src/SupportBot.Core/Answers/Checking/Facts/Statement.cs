using System.Buffers;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>A sentence, of an answer or of a source, read for what it says.</summary>
internal sealed class Statement
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:.!?()–—\n|、，；：。！？（）");

    /// <param name="plain">Without Markdown and markers.</param>
    /// <param name="language">Two-letter code.</param>
    public Statement(string plain, string language)
    {
        Plain = plain;
        Language = language;
        Words = Core.Language.Words.Of(plain);
        Lower = Words.Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        Set = new WordSet(plain, language);
        Numbers = Number.In(plain, language);
        ClauseOf = [.. Clauses()];
        Topics = [.. Words.Index().Where(word => Topic.Is(word.Item, language))
            .Select(word => Topic.Of(word.Item, ClauseOf[word.Index], language))];
        Turns = [.. Turning.In(this)];
    }

    public string Plain { get; }

    public string Language { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>The number of each word's clause, from 0.</summary>
    public IReadOnlyList<int> ClauseOf { get; }

    /// <summary>All words in lower case.</summary>
    public IReadOnlySet<string> Lower { get; }

    public WordSet Set { get; }

    public IReadOnlyList<Number> Numbers { get; }

    /// <summary>The words that carry the meaning.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>Each turning word with the words that it reaches.</summary>
    public IReadOnlyList<Turning> Turns { get; }

    /// <summary>Those of a clause.</summary>
    public IReadOnlyList<Topic> TopicsOf(int clause) => [.. Topics.Where(topic => topic.Clause == clause)];

    /// <summary>Whether some words, joined by spaces, stand side by side from one on.</summary>
    public bool HasPhrase(string phrase, int from)
    {
        var parts = phrase.Split(' ');
        return from >= 0 && from + parts.Length <= Words.Count
            && parts.Index().All(part => Words[from + part.Index].Lower == part.Item);
    }

    private IEnumerable<int> Clauses()
    {
        var clause = 0;
        for (var i = 0; i < Words.Count; i++)
        {
            var end = i == 0 ? 0 : Words[i - 1].Start + Words[i - 1].Text.Length;
            if (i > 0
                && (Plain.AsSpan(Math.Min(end, Words[i].Start), Math.Max(0, Words[i].Start - end))
                        .IndexOfAny(Breaks) >= 0
                    || Words[i].Lower is "but" or "because" or "although" or "aber" or "weil" or "obwohl"))
                clause++;
            yield return clause;
        }
    }
}

/// <param name="Word">As it stands.</param>
/// <param name="Stem">For comparison.</param>
/// <param name="Weight">1, or less for a word that says little.</param>
/// <param name="Clause">The number of its clause.</param>
internal readonly record struct Topic(Word Word, string Stem, double Weight, int Clause)
{
    private const double Weak = 0.3;
    private const double Common = 0.5;

    /// <summary>Whether a word carries meaning.</summary>
    public static bool Is(Word word, string language) =>
        (word.Lower.Length > 1 || char.IsDigit(word.Lower[0])) && !Lexicon.Of(language).IsStop(word.Lower);

    public static Topic Of(Word word, int clause, string language) =>
        new(word, Stemmer.Stem(word.Lower, language), WeightOf(word.Lower, language), clause);

    private static double WeightOf(string word, string language) => word switch
    {
        _ when Lexicon.Of(language).IsWeak(word) => Weak,
        _ when FactWords.Of(language).Common.Contains(word) => Common,
        _ => 1,
    };
}
