using System.Collections.Frozen;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>
/// Recognises messages that ask nothing of the documents, by examples: those of a brand first, then the shipped ones,
/// <c>Language/{language}/intents.txt</c>.
/// </summary>
public sealed class Intents
{
    private const string Human = "human";
    private const string Staff = "staff";
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>Words behind regards that are taken for a name.</summary>
    private const int MostWordsOfName = 5;

    /// <summary>Where a message is several of them, the first one is answered.</summary>
    private static readonly string[] SmallTalk =
        ["complaint", "bot", "abilities", "goodbye", No, "thanks", "praise", "greeting", Yes];

    private static readonly FrozenDictionary<string, PhraseBook> ByLanguage = new[] { "en", "de", "ja", "ko", "zh" }
        .ToFrozenDictionary(language => language, language => PhraseBook.Shipped(language, "intents"));

    private readonly IReadOnlyList<PhraseBook> _books;

    private Intents(IEnumerable<PhraseBook> brand) => _books = [.. brand, .. ByLanguage.Values];

    /// <summary>The shipped examples alone.</summary>
    public static Intents Shipped { get; } = new([]);

    /// <summary>The topics that a file of examples may have.</summary>
    private static IEnumerable<string> Topics => [Human, Staff, .. SmallTalk, "question"];

    /// <param name="examples">The text of a brand's file for each language, by two-letter code.</param>
    /// <exception cref="FormatException">A line is malformed, or a topic is unknown.</exception>
    public static Intents Of(IReadOnlyDictionary<string, string> examples) =>
        new([.. examples.Select(file => Read(file.Key, WordFile.Parse(file.Value)))]);

    /// <param name="text">The message.</param>
    /// <param name="before">How the message before it was answered; null where there is none.</param>
    /// <returns>Null for a question.</returns>
    internal Understood.Talk? TalkOf(string text, AnswerKind? before = null)
    {
        var meanings = Clause.Of(text).Select(MeaningOf).Where(meaning => meaning != Meaning.Nothing).ToList();
        if (meanings.Exists(meaning => meaning.Topic == Human)) return new(AnswerKind.Human, Human);
        if (meanings.Exists(meaning => meaning.Topic == Staff) && !meanings.Exists(meaning => meaning.IsQuestion))
            return new(AnswerKind.Human, Staff);
        return meanings.Count > 0 && meanings.TrueForAll(meaning => meaning.Topic is not (null or Staff))
            ? new(AnswerKind.SmallTalk, ReplyTo([.. meanings.Select(meaning => meaning.Topic)], before))
            : null;
    }

    /// <summary>
    /// Yes and no reply to what the bot said: to small talk, which ends with "Is there anything else?", or to an
    /// answer, which did not help then.
    /// </summary>
    private static string ReplyTo(HashSet<string?> topics, AnswerKind? before) =>
        (SmallTalk.First(topics.Contains), before) switch
        {
            (Yes, AnswerKind.SmallTalk or AnswerKind.Clarify) => "abilities",
            (Yes, _) => "praise",
            (No, _) when topics.Contains("thanks") => "goodbye",
            (No, AnswerKind.Answered or AnswerKind.Suggested or AnswerKind.Refused) => "complaint",
            (No, _) => "goodbye",
            var (topic, _) => topic,
        };

    /// <summary>
    /// The message without a greeting before it and thanks or regards behind it; as it is where nothing else would be
    /// left.
    /// </summary>
    internal string WithoutCourtesies(string text)
    {
        var clauses = Clause.Of(text);
        var (start, end) = (StartOf(clauses), EndOf(clauses, text.Length));
        var left = start < end ? text[start..end].Trim(' ', '\n', '\r', '\t', ',', '-', '–', '—', ';', ':') : "";
        return left.Length > 0 ? left : text;
    }

    private static PhraseBook Read(string language, IReadOnlyDictionary<string, IReadOnlyList<string>> sections)
    {
        var unknown = sections.Keys.FirstOrDefault(name => name[0] != '=' && !Topics.Contains(name));
        try
        {
            return unknown is null ? new PhraseBook(language, sections, ByLanguage.GetValueOrDefault(language))
                : throw new FormatException($"[{unknown}] is none of {string.Join(", ", Topics)}.");
        }
        catch (FormatException e)
        {
            throw new FormatException($"intents.{language}.txt: {e.Message}", e);
        }
    }

    private Meaning MeaningOf(Clause clause)
    {
        var (isEmpty, isQuestion) = (false, false);
        foreach (var book in _books)
        {
            var readings = book.Readings(clause);
            if (IsAny("question")) return Meaning.Question;
            var asks = IsAny("question opening");
            if (TopicIn(book, readings, asks) is { } topic) return new(topic, IsQuestion: false);
            isEmpty |= readings[^1].Words.Count == 0;
            isQuestion |= asks;

            bool IsAny(string section) => readings.Any(book.Section(section).Is);
        }
        return isEmpty || clause.IsEmoji ? Meaning.Nothing : new(null, isQuestion);
    }

    /// <summary>A phrase that begins with any words would take a question about talk for talk.</summary>
    private static string? TopicIn(PhraseBook book, IReadOnlyList<Clause> readings, bool asks) =>
        Topics.SkipLast(1).FirstOrDefault(
            topic => readings.Any((asks ? book.Closed(topic) : book.Section(topic)).Is));

    private int StartOf(IReadOnlyList<Clause> clauses)
    {
        var first = clauses.TakeWhile(clause => Is("salutation", clause)).Count();
        if (first == clauses.Count) return 0;
        var clause = clauses[first];
        var words = _books.Max(book => book.Section("opening").Longest(clause, 0));
        return first == 0 && words == 0 ? 0 : clause.Words[words < clause.Words.Count ? words : 0].Start;
    }

    private int EndOf(IReadOnlyList<Clause> clauses, int end)
    {
        for (var i = 1; i < clauses.Count; i++)
            if (Is("closing", clauses[i]) && IsSignature(clauses.Skip(i + 1))) return clauses[i].Words[0].Start;
        var last = clauses.Count > 0 ? clauses[^1] : null;
        for (var at = 1; at < last?.Words.Count; at++)
        {
            if (_books.Any(book => book.Section("closing").Longest(last, at) == last.Words.Count - at))
                return last.Words[at].Start;
        }
        return end;
    }

    private bool Is(string section, Clause clause) =>
        _books.Any(book => book.Section(section).Is(clause));

    /// <summary>A few words behind the regards are a name.</summary>
    private bool IsSignature(IEnumerable<Clause> rest) =>
        rest.Sum(clause => Is("closing", clause) ? 0 : clause.Words.Count) <= MostWordsOfName;

    /// <param name="Topic">Null for none.</param>
    /// <param name="IsQuestion">It begins as a question to the documents.</param>
    private readonly record struct Meaning(string? Topic, bool IsQuestion)
    {
        public static readonly Meaning Question = new(null, true);

        /// <summary>It has only words that say nothing.</summary>
        public static readonly Meaning Nothing = new("", false);
    }
}
