using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>A sentence, of an answer or of a source, read for its words, numbers and names.</summary>
internal sealed class Statement
{
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
        Topics = [.. Words.Where(word => Topic.Is(word, language)).Select(word => Topic.Of(word, language))];
    }

    public string Plain { get; }

    public string Language { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>All words in lower case.</summary>
    public IReadOnlySet<string> Lower { get; }

    public WordSet Set { get; }

    public IReadOnlyList<Number> Numbers { get; }

    /// <summary>The words that carry the meaning.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>Whether one of some phrases, words joined by spaces, stands in it.</summary>
    public bool HasAny(IReadOnlySet<string> phrases) => Enumerable.Range(0, Words.Count).Any(i =>
        Enumerable.Range(1, Math.Min(MostPhrase, Words.Count - i)).Any(length =>
            phrases.Contains(string.Join(' ', Words.Skip(i).Take(length).Select(word => word.Lower)))));

    /// <summary>
    /// How much of its weight some statements hold together: 0 to 1; 1 where it has no words of weight.
    /// </summary>
    public double ShareIn(params IReadOnlyList<Statement> statements)
    {
        var (held, whole) = (0.0, 0.0);
        foreach (var topic in Topics)
        {
            held += topic.Weight * statements.Max(statement => statement.Set.Match(topic.Stem));
            whole += topic.Weight;
        }
        return whole > 0 ? held / whole : 1;
    }

    /// <summary>The longest phrase of the word files, in words.</summary>
    private const int MostPhrase = 4;
}

/// <param name="Word">As it stands.</param>
/// <param name="Stem">For comparison.</param>
/// <param name="Weight">1, or less for a word that says little.</param>
internal readonly record struct Topic(Word Word, string Stem, double Weight)
{
    private const double Weak = 0.3;

    /// <summary>Whether a word carries meaning.</summary>
    public static bool Is(Word word, string language) =>
        (word.Lower.Length > 1 || char.IsDigit(word.Lower[0])) && !Lexicon.Of(language).IsStop(word.Lower);

    public static Topic Of(Word word, string language) => new(
        word, Stemmer.Stem(word.Lower, language), Lexicon.Of(language).IsWeak(word.Lower) ? Weak : 1);
}
