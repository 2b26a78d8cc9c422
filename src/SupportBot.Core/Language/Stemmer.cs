namespace SupportBot.Core.Language;

/// <summary>
/// Brings the forms of a word together, so that "encrypting" is found in "encryption". Rougher than the search engine's
/// stems, and independent of it: here a false friend only adds a little evidence.
/// </summary>
internal static class Stemmer
{
    /// <summary>Suffix, what replaces it, and how many letters must be left.</summary>
    private static readonly (string Suffix, string Replacement, int Left)[] English =
    [
        ("fication", "fi", 3), ("ization", "iz", 3), ("isation", "is", 3), ("ation", "", 4), ("ssion", "ss", 3),
        ("tion", "t", 3), ("ement", "", 4), ("ment", "", 4), ("ingly", "", 4), ("ing", "", 3), ("ed", "", 3),
        ("ness", "", 4), ("ally", "", 4), ("ly", "", 4), ("ful", "", 4), ("al", "", 5), ("ate", "", 4), ("er", "", 5),
    ];

    /// <param name="word">In lower case.</param>
    /// <param name="language">
    /// Two-letter code; words of other languages than English and German stay as they are.
    /// </param>
    public static string Stem(string word, string language) =>
        word.Length <= 3 || char.IsAsciiDigit(word[^1])
            ? word
            : language switch
    {
        "en" => StemEnglish(word),
        "de" => StemGerman(word),
        _ => word,
    };

    private static string StemEnglish(string word)
    {
        var stem = Singular(word);
        foreach (var (suffix, replacement, left) in English)
        {
            if (stem.Length - suffix.Length < left || !stem.EndsWith(suffix, StringComparison.Ordinal)) continue;
            stem = string.Concat(stem.AsSpan(0, stem.Length - suffix.Length), replacement);
            break;
        }
        if (stem.Length > 3 && stem[^1] == 'e') stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == stem[^2]) stem = stem[..^1];
        return stem[^1] == 'y' ? stem[..^1] + 'i' : stem;
    }

    private static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when word.EndsWith("ches", StringComparison.Ordinal)
            || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("sses", StringComparison.Ordinal) => word[..^2],
        [.., not ('s' or 'u' or 'i'), 's'] => word[..^1],
        _ => word,
    };

    /// <summary>After CISTEM (Weißweiler and Fraser 2017), without its prefix rule.</summary>
    private static string StemGerman(string word)
    {
        var stem = word.Replace("ß", "ss", StringComparison.Ordinal).Replace('ä', 'a').Replace('ö', 'o')
            .Replace('ü', 'u');
        if (stem.Length > 6 && stem.EndsWith("ungen", StringComparison.Ordinal)) return stem[..^5];
        if (stem.Length > 5 && stem.EndsWith("ung", StringComparison.Ordinal)) return stem[..^3];
        while (stem.Length > 3)
        {
            if (stem.Length > 5 && stem[^2..] is "em" or "er" or "nd") stem = stem[..^2];
            else if (stem[^1] is 'e' or 's' or 'n' or 't') stem = stem[..^1];
            else break;
        }
        return stem;
    }
}
