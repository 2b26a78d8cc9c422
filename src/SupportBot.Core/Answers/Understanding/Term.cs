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
}
