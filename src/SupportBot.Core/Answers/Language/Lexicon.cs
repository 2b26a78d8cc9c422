using System.Collections.Frozen;

namespace SupportBot.Core.Answers.Language;

/// <summary>What is known of a language's words: <c>lexicon.{language}.txt</c>.</summary>
internal sealed class Lexicon
{
    private static readonly FrozenDictionary<string, Lexicon> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, language => new Lexicon(language));

    private readonly FrozenSet<string> _stop;
    private readonly FrozenSet<string> _weak;
    private readonly FrozenDictionary<string, Synonym[]> _same;

    private Lexicon(string language)
    {
        var sections = WordFile.Read($"lexicon.{language}.txt");
        _stop = sections["stop"].SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal);
        _weak = sections["weak"].SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal);
        _same = Groups(sections["same"], language);
    }

    /// <summary>Of a language that has a lexicon, else the English one.</summary>
    public static Lexicon Of(string language) => All.GetValueOrDefault(language, All["en"]);

    /// <summary>The language with more of its stop words in a text; the first one where they are equal.</summary>
    public static string LanguageOf(IReadOnlyList<string> words, string otherwise) => All.Keys
        .OrderByDescending(language => words.Count(All[language].IsStop)).ThenByDescending(language => language == otherwise).First();

    /// <summary>The language of a text whose small words leave no doubt of it; null for a doubtful text, and for a language without a lexicon.</summary>
    public static string? SureLanguageOf(IReadOnlyList<string> words)
    {
        var counts = All.Select(lexicon => (Language: lexicon.Key, Count: words.Count(lexicon.Value.IsStop))).OrderByDescending(found => found.Count).ToList();
        var (best, next) = (counts[0], counts[1]);
        return best.Count >= 2 && best.Count >= 2 * next.Count && 4 * best.Count >= words.Count ? best.Language : null;
    }

    /// <summary>Whether there is a lexicon of a language, so that its texts are recognised.</summary>
    public static bool Has(string language) => All.ContainsKey(language);

    /// <summary>A word without a topic: articles, pronouns, auxiliaries.</summary>
    public bool IsStop(string word) => _stop.Contains(word);

    /// <summary>A word that says little about what is asked, whether or not the documents have it.</summary>
    public bool IsWeak(string word) => _weak.Contains(word) || word.EndsWith("ly", StringComparison.Ordinal);

    /// <summary>Words that mean the same to someone who asks for help; without the word itself.</summary>
    public IReadOnlyList<Synonym> SameAs(string stem) => _same.GetValueOrDefault(stem, []);

    private static FrozenDictionary<string, Synonym[]> Groups(IEnumerable<string> lines, string language)
    {
        var pairs = from line in lines
                    let words = WordFile.Split(line).Select(word => Synonym.Of(word, language)).Distinct().ToArray()
                    from word in words
                    from other in words
                    where word.Stem != other.Stem
                    select (word.Stem, other);
        return pairs.GroupBy(pair => pair.Stem, pair => pair.other).ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray());
    }
}

/// <param name="Word">In lower case, as one word.</param>
/// <param name="Stem">How passages are searched for it.</param>
internal readonly record struct Synonym(string Word, string Stem)
{
    /// <param name="entry">As in the lexicon, with <c>_</c> and <c>-</c> between the parts.</param>
    /// <param name="language">Of the lexicon.</param>
    public static Synonym Of(string entry, string language)
    {
        var word = string.Concat(entry.Split('_', '-'));
        return new(word, Stemmer.Stem(word, language));
    }
}
