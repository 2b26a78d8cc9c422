namespace SupportBot.Core.Language;

/// <summary>
/// Phrases of a language in sections, such as <c>Language/en/intents.txt</c>. A section <c>[=name]</c> is a list that
/// later lines call <c>{name}</c>; words of <c>[filler]</c> may stand anywhere; words of <c>[known]</c> are no misspelt
/// ones.
/// </summary>
internal sealed class PhraseBook
{
    private readonly Dictionary<string, Phrase> _lists;
    private readonly Dictionary<string, Phrase> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Phrase> _closed = new(StringComparer.Ordinal);
    private readonly Phrase _filler;
    private readonly Spelling _spelling;

    /// <param name="language">Two-letter code.</param>
    /// <param name="sections">As <see cref="WordFile"/> reads them.</param>
    /// <param name="shared">Its lists, fillers and known words are used too.</param>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public PhraseBook(
        string language, IReadOnlyDictionary<string, IReadOnlyList<string>> sections, PhraseBook? shared = null)
    {
        _lists = new(shared?._lists ?? [], StringComparer.Ordinal);
        var vocabulary = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, lines) in sections.Where(section => section.Key != "known"))
        {
            Phrase[] phrases =
                [.. lines.Select(line => Phrase.Parse(line, _lists.GetValueOrDefault, vocabulary))];
            if (name[0] == '=') _lists[name[1..]] = Phrase.Either(phrases);
            else
            {
                _sections[name] = Phrase.Either(phrases);
                _closed[name] = Phrase.Either(phrases.Where(phrase => !phrase.IsOpen));
            }
        }
        _filler = Phrase.Either([Section("filler"), shared?._filler ?? Phrase.None]);
        var known = sections.GetValueOrDefault("known", []).SelectMany(WordFile.Split);
        _spelling = new Spelling(vocabulary, known, language, shared?._spelling);
    }

    /// <summary>The shipped phrases of a language.</summary>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public static PhraseBook Shipped(string language, string name) =>
        new(language, WordFile.Read($"{language}/{name}.txt"));

    /// <summary>Any phrase of a section.</summary>
    public Phrase Section(string name) => _sections.GetValueOrDefault(name, Phrase.None);

    /// <summary>Any phrase of a section that does not begin with any words.</summary>
    public Phrase Closed(string section) => _closed.GetValueOrDefault(section, Phrase.None);

    /// <summary>
    /// The clause as it is compared, and without words that say nothing, both with spelling mistakes corrected.
    /// </summary>
    public IReadOnlyList<Clause> Readings(Clause clause)
    {
        var corrected = new Clause([.. clause.Words.Select(word => word with { Text = _spelling.Correct(word.Text) })]);
        var words = new List<ClauseWord>();
        for (var i = 0; i < corrected.Words.Count; i++)
        {
            if (_filler.Longest(corrected, i) is > 0 and var length) i += length - 1;
            else words.Add(corrected.Words[i]);
        }
        return words.Count == corrected.Words.Count ? [corrected] : [corrected, new Clause(words)];
    }
}
