namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>How a word is turned by one before it.</summary>
[Flags]
internal enum Modality
{
    None = 0,
    Not = 1,
    Must = 2,
    Should = 4,
    May = 8,

    /// <summary>Any of the modals.</summary>
    Modal = Must | Should | May,
}

/// <summary>A word that turns others.</summary>
/// <param name="Kind">How.</param>
/// <param name="At">Which word of the statement it is, from 0.</param>
/// <param name="Clause">The number of its clause.</param>
/// <param name="Reached">The words with a topic that it reaches, nearest first.</param>
internal sealed record Turning(Modality Kind, int At, int Clause, IReadOnlyList<Topic> Reached)
{
    /// <summary>A turning word reaches so many words with a topic.</summary>
    private const int Reach = 3;

    /// <summary>Of these the nearest say what is turned.</summary>
    private const int Near = 2;

    /// <summary>What is turned.</summary>
    public IReadOnlyList<Topic> Heads { get; } = [.. Reached.Take(Near)];

    public static IEnumerable<Turning> In(Statement statement)
    {
        for (var i = 0; i < statement.Words.Count; i++)
        {
            if (KindOf(statement, i) is not (not Modality.None and var kind)) continue;
            // German puts "nicht" behind its verb, so it reaches the whole clause.
            var isBehind = statement.Language == "de" && kind == Modality.Not;
            var reached = statement.TopicsOf(statement.ClauseOf[i]).Where(topic => isBehind
                ? topic.Word.Start != statement.Words[i].Start
                : topic.Word.Start > statement.Words[i].Start);
            yield return new Turning(kind, i, statement.ClauseOf[i], [.. isBehind ? reached : reached.Take(Reach)]);
        }
    }

    private static Modality KindOf(Statement statement, int i)
    {
        var (words, word, pair) = (FactWords.Of(statement.Language), statement.Words[i].Lower, Pair(statement, i));
        var isContracted = word.EndsWith("n't", StringComparison.Ordinal);
        // "No" that opens a sentence answers the question and negates nothing; "not only" is a yes.
        var isStraight = (i == 0 && word == "no") || words.Straight.Contains(pair)
            || (i > 0 && words.Straight.Contains(Pair(statement, i - 1)));
        var kind = isContracted || (words.Negations.Contains(word) && !isStraight) ? Modality.Not : Modality.None;
        foreach (var (modal, names) in words.Modals)
            if (names.Contains(word) || names.Contains(pair)
                || (isContracted && (names.Contains(word[..^3]) || (word == "can't" && modal == Modality.May))))
                kind |= modal;
        return kind;
    }

    private static string Pair(Statement statement, int i) =>
        i + 1 < statement.Words.Count ? $"{statement.Words[i].Lower} {statement.Words[i + 1].Lower}" : "";
}
