using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// Why a translation may not be judged. The names stand in the audit, in lower case, beside those of a judgement.
/// </summary>
internal enum TranslationFault
{
    /// <summary>
    /// Something that was locked is missing, there twice, or in another sentence; or there are more or fewer sentences.
    /// </summary>
    Facts,

    /// <summary>A number or a unit is another one, or was added.</summary>
    Number,

    /// <summary>It promises something that the sentence does not.</summary>
    Offer,

    /// <summary>It holds an address, an image, HTML or other marks than the sentence.</summary>
    Markup,

    /// <summary>It is much shorter or longer than the sentence.</summary>
    Length,

    /// <summary>It is in another language than the customer's.</summary>
    Language,
}

/// <summary>Compares a translation's facts with the sentence's; its meaning is left to the judge.</summary>
/// <param name="from">Language of the sentence.</param>
/// <param name="to">Language of the translation.</param>
internal sealed class TranslationCheck(string from, string to)
{
    /// <summary>Languages differ in length, by less than this.</summary>
    private const int MostGrowth = 3, Slack = 40;

    /// <summary>Fewer words may well be the same in both languages.</summary>
    private const int EnoughWords = 4;

    /// <summary>These set or link something wherever they stand.</summary>
    private const string Marks = "*_[]<>|#~`!\\";

    /// <param name="part">The sentence.</param>
    /// <param name="locked">The same as it was sent.</param>
    /// <param name="said">What came back.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public TranslationFault? FaultOf(DraftPart part, LockedText locked, string said)
    {
        var (before, after) = (LockedText.Bare(locked.Text), LockedText.Bare(said));
        if (!locked.IsKeptBy(said)) return TranslationFault.Facts;
        if (after.Any(char.IsDigit)) return TranslationFault.Number;
        if (said.Contains('\n') || Marks.Any(mark => before.Count(mark.Equals) != after.Count(mark.Equals))
            || HasAddress(after) || !IsOneAs(part, locked.Unlock(said)))
            return TranslationFault.Markup;
        if (after.Length > MostGrowth * before.Length + Slack || before.Length > MostGrowth * after.Length + Slack)
            return TranslationFault.Length;
        if (IsOtherLanguage(before, after)) return TranslationFault.Language;
        if (!FactWords.Has(from) || !FactWords.Has(to)) return null;
        return FactFault(
            new Statement(part.Bare, from), new Statement((part with { Body = locked.Unlock(said) }).Bare, to));
    }

    private static TranslationFault? FactFault(Statement sentence, Statement translation)
    {
        if (!Figures(sentence).SequenceEqual(Figures(translation))) return TranslationFault.Number;
        return Promises(translation) && !Promises(sentence) ? TranslationFault.Offer : null;
    }

    /// <summary>Units by their place in the lists, which are in the same order in each language.</summary>
    private static IEnumerable<(string Value, int Unit)> Figures(Statement statement) => statement.Numbers
        .Select(number => (number.Value, FactWords.Of(statement.Language).UnitNames.ToList().IndexOf(number.Unit)))
        .Order();

    private static bool Promises(Statement statement) => statement.HasAny(FactWords.Of(statement.Language).Offers);

    private static bool HasAddress(string text) => Addresses.FaultOf(text, []) is not null
        || Names.Technical().IsMatch(text);

    /// <summary>Where it stands it is still one part, of the same shape.</summary>
    private static bool IsOneAs(DraftPart part, string said)
    {
        var reader = new DraftReader();
        return reader.Feed(part.Lead + said).Concat(reader.End()).ToList() is [var only]
            && (only.Lead, only.Shape) == (part.Lead, part.Shape);
    }

    private bool IsOtherLanguage(string before, string after)
    {
        string[] words = [.. Words.Of(after).Select(word => word.Lower)];
        return words.Length >= EnoughWords && ((Lexicon.SureLanguageOf(words) ?? to) != to
            || words.SequenceEqual(Words.Of(before).Select(word => word.Lower)));
    }
}
