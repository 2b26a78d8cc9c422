using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// Compares what turns a meaning between a sentence and its translation: numbers with units, negations, modals,
/// comparatives, promises; for languages that have these words in a list.
/// </summary>
internal static class Polarity
{
    /// <returns>What differs; null where nothing does.</returns>
    public static TranslationFault? FaultOf(Statement sentence, Statement translation)
    {
        var (said, other) = (KindsOf(sentence), KindsOf(translation));
        if (!Figures(sentence).SequenceEqual(Figures(translation))) return TranslationFault.Number;
        if (said.HasFlag(Modality.Not) != other.HasFlag(Modality.Not)
            && !HasException(sentence) && !HasException(translation))
            return TranslationFault.Negation;
        if (AreTurned(said, other)) return TranslationFault.Modal;
        if (Differ(sentence, translation, isDenied: (said | other).HasFlag(Modality.Not)))
            return TranslationFault.Opposite;
        return Promises(translation) && !Promises(sentence) ? TranslationFault.Offer : null;
    }

    private static Modality KindsOf(Statement statement) =>
        statement.Turns.Aggregate(Modality.None, (kinds, turn) => kinds | turn.Kind);

    /// <summary>Units by their place in the lists, which are in the same order in each language.</summary>
    private static IEnumerable<(string Value, int Unit)> Figures(Statement statement) => statement.Numbers
        .Select(number => (number.Value, FactWords.Of(statement.Language).UnitNames.ToList().IndexOf(number.Unit)))
        .Order();

    /// <summary>"Unless" is "wenn nicht" elsewhere.</summary>
    private static bool HasException(Statement statement) =>
        statement.Lower.Overlaps(FactWords.Of(statement.Language).Exceptions);

    /// <summary>One has a modal that the other does not, and the reverse; but "must not" is "darf nicht".</summary>
    private static bool AreTurned(Modality said, Modality other)
    {
        var (own, others) = (said & Modality.Modal & ~other, other & Modality.Modal & ~said);
        return own != 0 && others != 0
            && !(said.HasFlag(Modality.Not) && (own | others) == (Modality.Must | Modality.May));
    }

    /// <summary>The lists of opposites begin with the same pairs in each language.</summary>
    private static bool Differ(Statement sentence, Statement translation, bool isDenied)
    {
        var (words, others) = (FactWords.Of(sentence.Language), FactWords.Of(translation.Language));
        return words.Opposites.Zip(others.Opposites)
            .Where(pairs => !isDenied || !pairs.First.Other.Any(words.Exceptions.Contains))
            .Any(pairs => SideOf(sentence, pairs.First) * SideOf(translation, pairs.Second) < 0);
    }

    /// <returns>1 for the one side, −1 for the other, 0 for neither or both.</returns>
    private static int SideOf(Statement statement, (string[] One, string[] Other) pair) =>
        (statement.Lower.Overlaps(pair.One) ? 1 : 0) - (statement.Lower.Overlaps(pair.Other) ? 1 : 0);

    private static bool Promises(Statement statement) => statement.Words.Index()
        .Any(word => FactWords.Of(statement.Language).Offers.Any(offer => statement.HasPhrase(offer, word.Index)));
}
