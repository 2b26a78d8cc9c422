namespace SupportBot.Core.Language;

/// <summary>Corrects one wrong, missing, additional or exchanged letter in a long word.</summary>
internal sealed class Spelling
{
    /// <summary>Shorter words have too many neighbours that are words themselves.</summary>
    private const int Shortest = 6;

    private readonly HashSet<string> _known;
    private readonly ILookup<char, string> _words;
    private readonly Lexicon _lexicon;
    private readonly string _language;
    private readonly Spelling? _shared;

    /// <param name="vocabulary">What words are corrected to.</param>
    /// <param name="known">Words to leave as they are.</param>
    /// <param name="language">Two-letter code.</param>
    /// <param name="shared">Its words are left as they are too.</param>
    public Spelling(IReadOnlySet<string> vocabulary, IEnumerable<string> known, string language, Spelling? shared)
    {
        _known = new([.. vocabulary, .. known], StringComparer.Ordinal);
        _words = vocabulary.Where(word => word.Length >= Shortest).ToLookup(word => word[0]);
        _lexicon = Lexicon.Of(language);
        (_language, _shared) = (language, shared);
    }

    public string Correct(string word) => word.Length < Shortest || IsKnown(word) ? word
        : _words[word[0]].FirstOrDefault(other => IsNear(word, other) && Stem(word) != Stem(other)) ?? word;

    private bool IsKnown(string word) => _known.Contains(word) || _shared?.IsKnown(word) == true
        || _lexicon.IsStop(word) || _lexicon.IsWeak(word) || _lexicon.SameAs(Stem(word)).Count > 0;

    /// <summary>Other forms of a word are no mistakes.</summary>
    private string Stem(string word) => Stemmer.Stem(word, _language);

    private static bool IsNear(string word, string other)
    {
        if (Math.Abs(word.Length - other.Length) > 1) return false;
        var same = word.AsSpan().CommonPrefixLength(other);
        var left = word.AsSpan(same);
        var right = other.AsSpan(same);
        return Rest(left, 1).SequenceEqual(Rest(right, 1)) || Rest(left, 1).SequenceEqual(right)
            || left.SequenceEqual(Rest(right, 1))
            || (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0]
                && left[2..].SequenceEqual(right[2..]));
    }

    private static ReadOnlySpan<char> Rest(ReadOnlySpan<char> text, int from) => text[Math.Min(from, text.Length)..];
}
