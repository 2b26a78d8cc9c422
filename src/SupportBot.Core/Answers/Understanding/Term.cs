using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>A word of the question that says what is asked.</summary>
/// <param name="Word">In lower case.</param>
/// <param name="Stem">How passages are searched for it.</param>
/// <param name="IsName">It names something: a product, a version, a number.</param>
/// <param name="Weight">
/// 1 for a word of this message, less for one that says little or was borrowed from an earlier turn.
/// </param>
internal sealed record Term(string Word, string Stem, bool IsName, double Weight)
{
    /// <summary>It begins with the last letter of the word before it, in a script without spaces.</summary>
    public bool Overlaps { get; init; }

    /// <summary>The brand's synonyms, each as its words.</summary>
    public IReadOnlyList<IReadOnlyList<Synonym>> Alternatives { get; init; } = [];

    /// <summary>How well a text holds it or, as a whole, one of its synonyms: 0 to 1.</summary>
    public double MatchIn(WordSet words) => Alternatives
        .Select(synonym => synonym.Min(word => words.Match(word.Stem))).Append(words.Match(Stem)).Max();
}
