using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>Prices, offers and promises are said only in the very words of a cited passage.</summary>
internal static partial class Offers
{
    public static bool AreVerbatim(Statement claim, IReadOnlyList<Source> cited) =>
        Phrases(claim).All(phrase => cited.Any(source => Has(source.Whole.Words, phrase)));

    /// <summary>Each word that promises with its neighbours, and each price with the two words behind it.</summary>
    private static IEnumerable<IReadOnlyList<Word>> Phrases(Statement claim)
    {
        var offers = FactWords.Of(claim.Language).Offers;
        var words = claim.Words;
        for (var i = 0; i < words.Count; i++)
        {
            var isPair = i + 1 < words.Count && offers.Contains($"{words[i].Lower} {words[i + 1].Lower}");
            if (isPair || offers.Contains(words[i].Lower))
                yield return [.. words.Skip(Math.Max(0, i - 1)).Take(isPair ? 4 : 3)];
        }
        foreach (Match price in Price().Matches(claim.Plain))
            yield return [.. words.Where(word => word.Start >= price.Index).Take(3)];
    }

    private static bool Has(IReadOnlyList<Word> words, IReadOnlyList<Word> phrase) => Enumerable.Range(
        0, Math.Max(0, words.Count - phrase.Count + 1))
        .Any(i => phrase.Index().All(word => words[i + word.Index].Lower == word.Item.Lower));

    [GeneratedRegex(
        @"[$€£]\s?\d|\d[\d.,]*\s?(?:[$€£]|(?:usd|eur|euros?|dollars?|cents?|pounds?)\b)"
            + @"|\d\s?%\s(?:off|discount|rabatt|nachlass)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Price();
}
