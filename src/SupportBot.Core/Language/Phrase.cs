using System.Numerics;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Language;

/// <summary>
/// An example of what people say: words, with <c>[optional words]</c>, <c>(one|of these)</c>, <c>{names}</c> of lists,
/// <c>_</c> for one word, <c>~</c> for up to four, and <c>*</c> for any.
/// </summary>
internal abstract partial class Phrase
{
    /// <summary>Words that <c>~</c> stands for at most.</summary>
    private const int Gap = 4;

    /// <summary>One that nothing is.</summary>
    public static Phrase None { get; } = new Alternative([]);

    /// <param name="text">The example.</param>
    /// <param name="list">The phrase that a name in braces stands for; null where there is none.</param>
    /// <param name="vocabulary">Takes up the words.</param>
    /// <exception cref="FormatException">A bracket or a name has no counterpart.</exception>
    public static Phrase Parse(string text, Func<string, Phrase?> list, ISet<string> vocabulary)
    {
        var symbols = new Queue<string>(Symbol().Matches(text).Select(match => match.Value));
        var phrase = new Parser(symbols, list, vocabulary).Alternatives();
        return symbols.Count == 0 ? phrase : throw new FormatException($"\"{text}\" has a bracket too many.");
    }

    public static Phrase Either(IEnumerable<Phrase> phrases) => new Alternative(phrases);

    /// <summary>Begins with any words.</summary>
    public virtual bool IsOpen => false;

    /// <summary>Whether it is the whole clause.</summary>
    public bool Is(Clause clause) => (Ends(1, clause) & (1UL << clause.Words.Count)) != 0;

    /// <summary>How many words of a clause from a place on it takes at most; 0 for none.</summary>
    public int Longest(Clause clause, int from)
    {
        var ends = Ends(1UL << from, clause);
        return ends == 0 ? 0 : 63 - BitOperations.LeadingZeroCount(ends) - from;
    }

    /// <param name="starts">A bit for each place of the clause where it may begin.</param>
    /// <param name="clause">The words.</param>
    /// <returns>A bit for each place where it may end then.</returns>
    public abstract ulong Ends(ulong starts, Clause clause);

    [GeneratedRegex(@"[()\[\]|*~_]|\{[^}]+\}|[^\s()\[\]|{}*~_]+")]
    private static partial Regex Symbol();

    /// <summary>The words that it begins with; null where any may.</summary>
    private protected virtual IReadOnlyList<string>? FirstWords => null;

    private sealed class Word(string word) : Phrase
    {
        private protected override IReadOnlyList<string> FirstWords => [word];

        public override ulong Ends(ulong starts, Clause clause) => clause.Ends(starts, other => other == word);
    }

    private sealed class Words(int most) : Phrase
    {
        public override bool IsOpen => most > Gap;

        public override ulong Ends(ulong starts, Clause clause)
        {
            var ends = starts;
            for (var i = 0; i < Math.Min(most, clause.Words.Count); i++) ends |= ends << 1;
            return ends & (clause.AllWords << 1 | 1);
        }
    }

    private sealed class AnyWord : Phrase
    {
        public override ulong Ends(ulong starts, Clause clause) => (starts & clause.AllWords) << 1;
    }

    private sealed class Optional(Phrase phrase) : Phrase
    {
        public override ulong Ends(ulong starts, Clause clause) => starts | phrase.Ends(starts, clause);
    }

    private sealed class Alternative : Phrase
    {
        private readonly Dictionary<string, List<Phrase>> _byFirstWord = new(StringComparer.Ordinal);
        private readonly List<Phrase> _others = [];

        public Alternative(IEnumerable<Phrase> phrases)
        {
            foreach (var phrase in phrases)
            {
                foreach (var word in phrase.FirstWords ?? [])
                {
                    if (!_byFirstWord.TryGetValue(word, out var same)) _byFirstWord[word] = same = [];
                    same.Add(phrase);
                }
                if (phrase.FirstWords is null) _others.Add(phrase);
            }
        }

        private protected override IReadOnlyList<string>? FirstWords =>
            _others.Count == 0 ? [.. _byFirstWord.Keys] : null;

        public override ulong Ends(ulong starts, Clause clause)
        {
            var ends = 0UL;
            for (var left = starts & clause.AllWords; left != 0; left &= left - 1)
            {
                var at = BitOperations.TrailingZeroCount(left);
                if (!_byFirstWord.TryGetValue(clause.Words[at].Text, out var phrases)) continue;
                foreach (var phrase in phrases) ends |= phrase.Ends(1UL << at, clause);
            }
            foreach (var phrase in _others) ends |= phrase.Ends(starts, clause);
            return ends;
        }
    }

    private sealed class Sequence(IReadOnlyList<Phrase> phrases) : Phrase
    {
        public override bool IsOpen => phrases is [{ IsOpen: true }, ..];

        private protected override IReadOnlyList<string>? FirstWords =>
            phrases is [var first, ..] ? first.FirstWords : null;

        public override ulong Ends(ulong starts, Clause clause)
        {
            foreach (var phrase in phrases)
            {
                if (starts == 0) return 0;
                starts = phrase.Ends(starts, clause);
            }
            return starts;
        }
    }

    private sealed class Parser(Queue<string> symbols, Func<string, Phrase?> list, ISet<string> vocabulary)
    {
        public Phrase Alternatives()
        {
            List<Phrase> phrases = [InARow()];
            while (symbols.TryPeek(out var symbol) && symbol == "|")
            {
                symbols.Dequeue();
                phrases.Add(InARow());
            }
            return phrases.Count == 1 ? phrases[0] : new Alternative(phrases);
        }

        private Sequence InARow()
        {
            var phrases = new List<Phrase>();
            while (symbols.TryPeek(out var symbol) && symbol is not (")" or "]" or "|"))
                phrases.AddRange(Next(symbols.Dequeue()));
            return new Sequence(phrases);
        }

        private IEnumerable<Phrase> Next(string symbol) => symbol switch
        {
            "(" => [Until(")")],
            "[" => [new Optional(Until("]"))],
            "*" => [new Words(Clause.Most)],
            "~" => [new Words(Gap)],
            "_" => [new AnyWord()],
            ['{', .. var name, '}'] => [list(name) ?? throw new FormatException($"There is no list {symbol}.")],
            _ => Clause.WordsOf(symbol).Select(Known),
        };

        private Phrase Until(string end)
        {
            var phrase = Alternatives();
            return symbols.TryDequeue(out var symbol) && symbol == end
                ? phrase : throw new FormatException($"A \"{end}\" is missing.");
        }

        private Word Known(string word)
        {
            vocabulary.Add(word);
            return new Word(word);
        }
    }
}
