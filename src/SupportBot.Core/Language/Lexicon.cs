using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Language;

/// <summary>What is known of a language's words: <c>Language/{language}/lexicon.txt</c>.</summary>
internal sealed class Lexicon
{
    /// <summary>Languages of one script, told apart by their small words.</summary>
    private static readonly string[] Latin = ["en", "de"];

    /// <summary>Small words of languages without a lexicon: <c>Language/small-words.txt</c>.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Others = WordFile.Read("small-words.txt")
        .ToFrozenDictionary(
            section => section.Key, section => section.Value.SelectMany(WordFile.Split).ToFrozenSet());

    /// <summary>A Japanese text has a kana to so many Han letters; a Chinese one may hold a Japanese name.</summary>
    private const int HanPerKana = 5;

    private const RegexOptions PhraseOptions =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly FrozenDictionary<string, Lexicon> All =
        Latin.Concat(["ja", "ko", "zh"]).ToFrozenDictionary(language => language, language => new Lexicon(language));

    private readonly FrozenSet<string> _stop;
    private readonly Regex? _stopPhrases;
    private readonly Regex _reply;
    private readonly FrozenSet<char> _particles;
    private readonly FrozenSet<string> _whole;
    private readonly FrozenSet<string> _weak;
    private readonly FrozenDictionary<string, Synonym[]> _same;

    private Lexicon(string language)
    {
        var sections = WordFile.Read($"{language}/lexicon.txt");
        _stop = sections["stop"].SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal);
        if (sections.TryGetValue("stop phrases", out var phrases))
            _stopPhrases = new Regex($@"\b({string.Join('|', phrases)})\b", PhraseOptions);
        _reply = new Regex($@"^\**({string.Join('|', sections["replies"])})\**\s*[.,:;!—–、。，！]", PhraseOptions);
        _particles = sections.GetValueOrDefault("particles", []).SelectMany(letters => letters).ToFrozenSet();
        _whole = sections.GetValueOrDefault("whole", []).SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal);
        _weak = sections["weak"].SelectMany(WordFile.Split).ToFrozenSet(StringComparer.Ordinal);
        _same = Groups(sections["same"], language);
    }

    /// <summary>Of a language that has a lexicon, else the English one.</summary>
    public static Lexicon Of(string language) => All.GetValueOrDefault(language, All["en"]);

    /// <summary>
    /// The language of a text's script, or the one with more of its stop words in it; the first one where they are
    /// equal.
    /// </summary>
    public static string LanguageOf(IReadOnlyList<string> words, string otherwise) => LanguageByScript(words) ?? Latin
        .OrderByDescending(language => words.Count(All[language].IsStop))
        .ThenByDescending(language => language == otherwise).First();

    /// <summary>
    /// The language of a text whose small words leave no doubt of it, also of one without a lexicon; null for a
    /// doubtful text.
    /// </summary>
    public static string? SureLanguageOf(IReadOnlyList<string> words)
    {
        var script = LanguageByScript(words);
        if (script is not (null or "zh")) return script;
        // Han letters alone could be a Japanese compound.
        IEnumerable<string> candidates = script is null ? Latin : ["zh", .. Latin];
        var counts = candidates.Select(language => (Language: language, Count: words.Count(All[language].IsStop)))
            .ToList();
        var other = MostOf(Others.Select(small => (small.Key, words.Count(small.Value.Contains))));
        var known = MostOf(counts);
        if (other.Count > known.Count) return IsSure(other, known) ? other.Language : null;
        return IsSure(known, MostOf(counts.Where(count => count.Language != known.Language)))
            ? known.Language : null;

        bool IsSure((string Language, int Count) best, (string Language, int Count) next) =>
            best.Count >= 2 && best.Count >= 2 * next.Count && 4 * best.Count >= words.Count;
    }

    /// <summary>Whether most words are of a script that none of the known languages has.</summary>
    public static bool IsOfOtherScript(IReadOnlyList<string> words) =>
        2 * words.Count(word => word[0] > '\u024F' && Scripts.At(word, 0) == Script.Spaced) > words.Count;

    /// <summary>A text without phrases that say nothing of a topic, such as "how long".</summary>
    public string WithoutStopPhrases(string text) => _stopPhrases?.Replace(text, " ") ?? text;

    /// <summary>Whether a text begins by saying yes or no.</summary>
    public bool BeginsWithReply(string text) => _reply.IsMatch(text);

    /// <summary>Whether there is a lexicon of a language, so that its texts are recognised.</summary>
    public static bool Has(string language) => All.ContainsKey(language);

    /// <summary>
    /// A word without a topic: articles, pronouns, auxiliaries. What Japanese writes in Hiragana alone mostly is one,
    /// and so is a pair of letters of which one is a particle, unless it is known for its meaning.
    /// </summary>
    public bool IsStop(string word) => _stop.Contains(word)
        || ((IsHiragana(word) || word.Any(_particles.Contains)) && !_whole.Contains(word) && !_same.ContainsKey(word));

    /// <summary>A stop word that is listed as a whole.</summary>
    public bool IsListedStop(string word) => _stop.Contains(word);

    /// <summary>A word that says little about what is asked, whether or not the documents have it.</summary>
    public bool IsWeak(string word) => _weak.Contains(word) || word.EndsWith("ly", StringComparison.Ordinal);

    /// <summary>Words that mean the same to someone who asks for help; without the word itself.</summary>
    public IReadOnlyList<Synonym> SameAs(string stem) => _same.GetValueOrDefault(stem, []);

    private static (string Language, int Count) MostOf(IEnumerable<(string Language, int Count)> counts) =>
        counts.MaxBy(count => count.Count);

    private static bool IsHiragana(string word) => word.All(letter => letter is >= '\u3041' and <= '\u309F');

    /// <summary>Where at least half of the words are of a script of East Asia.</summary>
    private static string? LanguageByScript(IReadOnlyList<string> words)
    {
        var scripts = words.CountBy(word => Scripts.At(word, 0)).ToDictionary();
        var (han, hangul) = (scripts.GetValueOrDefault(Script.Han), scripts.GetValueOrDefault(Script.Hangul));
        var kana = scripts.GetValueOrDefault(Script.Hiragana) + scripts.GetValueOrDefault(Script.Katakana);
        if (han + hangul + kana == 0 || 2 * (han + hangul + kana) < words.Count) return null;
        return hangul > han + kana ? "ko" : HanPerKana * kana >= han ? "ja" : "zh";
    }

    private static FrozenDictionary<string, Synonym[]> Groups(IEnumerable<string> lines, string language)
    {
        var pairs = from line in lines
                    let words = WordFile.Split(line).Select(word => Synonym.Of(word, language)).Distinct().ToArray()
                    from word in words
                    from other in words
                    where word.Stem != other.Stem
                    select (word.Stem, other);
        return pairs.GroupBy(pair => pair.Stem, pair => pair.other)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray());
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
