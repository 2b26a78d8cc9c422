using System.Buffers;
using SupportBot.Core.Answers.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>A sentence, of an answer or of a source, read for what it says.</summary>
internal sealed class Statement
{
    /// <summary>A turning word reaches so many words with a topic.</summary>
    private const int Reach = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:.!?()–—\n|");

    /// <param name="plain">Without Markdown and markers.</param>
    /// <param name="language">Two-letter code.</param>
    public Statement(string plain, string language)
    {
        Plain = plain;
        Language = language;
        Words = Answers.Language.Words.Of(plain);
        Lower = Words.Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        Set = new WordSet(plain, language);
        Numbers = Number.In(plain, language);
        var lexicon = Lexicon.Of(language);
        Topics = [.. Words.Where(word => IsTopic(word, lexicon)).Select(word => new Topic(word, Stemmer.Stem(word.Lower, language), lexicon.IsWeak(word.Lower) ? 0.3 : 1))];
        Turns = [.. TurnsOf()];
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

    /// <summary>Each turning word with the words that it reaches.</summary>
    public IReadOnlyList<Turning> Turns { get; }

    private static bool IsTopic(Word word, Lexicon lexicon) => (word.Lower.Length > 1 || char.IsDigit(word.Lower[0])) && !lexicon.IsStop(word.Lower);

    private IEnumerable<Turning> TurnsOf()
    {
        var clauses = Clauses().ToList();
        for (var i = 0; i < Words.Count; i++)
        {
            var kind = KindOf(i);
            if (kind == Turn.None) continue;
            // German puts "nicht" behind its verb, so it reaches the whole clause.
            var from = Language == "de" && kind == Turn.Not ? 0 : i + 1;
            var reached = Topics.Where(topic => topic.Word.Start >= (from < Words.Count ? Words[from].Start : int.MaxValue)
                && clauses[IndexOf(topic)] == clauses[i] && topic.Word.Start != Words[i].Start).ToList();
            yield return new Turning(kind, from == 0 ? reached : [.. reached.Take(Reach)]);
        }
    }

    private int IndexOf(Topic topic)
    {
        var (low, high) = (0, Words.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Words[middle].Start < topic.Word.Start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The number of each word's clause.</summary>
    private IEnumerable<int> Clauses()
    {
        var clause = 0;
        for (var i = 0; i < Words.Count; i++)
        {
            var end = i == 0 ? 0 : Words[i - 1].Start + Words[i - 1].Text.Length;
            if (i > 0 && (Plain.AsSpan(Math.Min(end, Words[i].Start), Math.Max(0, Words[i].Start - end)).IndexOfAny(Breaks) >= 0 || Words[i].Lower is "but" or "because" or "although" or "aber" or "weil" or "obwohl")) clause++;
            yield return clause;
        }
    }

    private Turn KindOf(int i)
    {
        var words = FactWords.Of(Language);
        var (word, pair) = (Words[i].Lower, i + 1 < Words.Count ? $"{Words[i].Lower} {Words[i + 1].Lower}" : "");
        var kind = Turn.None;
        // "No" that opens a sentence answers the question and negates nothing; "not only" is a yes.
        if ((words.Negations.Contains(word) && !(i == 0 && word == "no") && pair is not ("not only" or "nicht nur")) || word.EndsWith("n't", StringComparison.Ordinal)) kind |= Turn.Not;
        foreach (var (modal, names) in words.Modals)
            if (names.Contains(word) || names.Contains(pair) || (word.EndsWith("n't", StringComparison.Ordinal) && (names.Contains(word[..^3]) || (word == "can't" && modal == Turn.May)))) kind |= modal;
        return kind;
    }
}

/// <param name="Word">As it stands.</param>
/// <param name="Stem">For comparison.</param>
/// <param name="Weight">1, or less for a word that says little.</param>
internal readonly record struct Topic(Word Word, string Stem, double Weight);

/// <param name="Kind">How it turns them.</param>
/// <param name="Reached">The words with a topic that it reaches, nearest first.</param>
internal sealed record Turning(Turn Kind, IReadOnlyList<Topic> Reached);
