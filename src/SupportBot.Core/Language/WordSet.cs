namespace SupportBot.Core.Language;

/// <summary>The stems of a text, and of each two neighbours as one word: "back up" is there as "backup" too.</summary>
internal sealed class WordSet
{
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly HashSet<char> _han = [];
    private readonly string _language;

    public WordSet(string text, string language)
    {
        _language = language;
        var words = Words.Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            Add(words[i].Lower);
            if (i > 0) Add(words[i - 1].Lower + words[i].Lower);
            foreach (var part in Parts(words[i].Text)) Add(part);
            _han.UnionWith(words[i].Lower.Where((_, at) => Scripts.At(words[i].Lower, at) == Script.Han));
        }
    }

    /// <summary>
    /// How well the text holds a word: 1 for the word, less for one of the same meaning or a part of a compound, 0 for
    /// none.
    /// </summary>
    public double Match(string stem)
    {
        if (_stems.Contains(stem)) return 1;
        if (Lexicon.Of(_language).SameAs(stem).Any(same => _stems.Contains(same.Stem))) return 0.8;
        if (IsVerb(stem)) return _han.Contains(stem[0]) ? 0.7 : 0;
        return IsCompounding(stem) && _stems.Any(other => IsCompounding(other) && IsPartOf(stem, other)) ? 0.7 : 0;
    }

    /// <summary>Whether two words stand side by side.</summary>
    public bool HasPair(string first, string second) => _stems.Contains(Stemmer.Stem(first + second, _language));

    private void Add(string word) => _stems.Add(Stemmer.Stem(word, _language));

    /// <summary>A Japanese verb shares its Han letter with the noun of the same meaning: 送る is in 発送.</summary>
    private static bool IsVerb(string stem) =>
        stem.Length == 2 && Scripts.At(stem, 0) == Script.Han && Scripts.At(stem, 1) == Script.Hiragana;

    /// <summary>German and Katakana write compounds as one word.</summary>
    private bool IsCompounding(string stem) =>
        (stem.Length > 4 && _language == "de") || (stem.Length > 2 && Scripts.At(stem, 0) == Script.Katakana);

    /// <summary>Either may hold the other.</summary>
    private static bool IsPartOf(string stem, string other) => stem != other
        && (other.StartsWith(stem, StringComparison.Ordinal) || other.EndsWith(stem, StringComparison.Ordinal)
            || stem.StartsWith(other, StringComparison.Ordinal) || stem.EndsWith(other, StringComparison.Ordinal));

    /// <summary>The parts of a name such as <c>AuthID</c> or <c>ServerUtil</c>.</summary>
    private static IEnumerable<string> Parts(string word)
    {
        var from = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (!char.IsUpper(word[i]) || char.IsUpper(word[i - 1])) continue;
            yield return word[from..i].ToLowerInvariant();
            from = i;
        }
        if (from > 0) yield return word[from..].ToLowerInvariant();
    }
}
