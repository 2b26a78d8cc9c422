namespace SupportBot.Core.Answers.Writing;

/// <summary>How much an answer in the documents' own words says. Measured by the benchmark <c>customers</c>.</summary>
internal sealed record WritingOptions
{
    public static readonly WritingOptions Default = new();

    /// <summary>From so many words on, no further block is added.</summary>
    public int Words { get; init; } = 85;

    /// <summary>A block that would make the answer longer is left out, unless it is the first.</summary>
    public int MostWords { get; init; } = 110;

    /// <summary>
    /// Words of the first block about, of each further one half as many; of a longer block an excerpt is shown.
    /// </summary>
    public int BlockWords { get; init; } = 60;

    /// <summary>The fewest words to which a block is shortened.</summary>
    public int LeastBlockWords { get; init; } = 20;

    /// <summary>The most blocks that are chosen; what belongs to them comes in addition.</summary>
    public int MostBlocks { get; init; } = 4;

    /// <summary>
    /// The confidence, 0 to 1, from which on a command or step that deletes or overwrites something is shown.
    /// </summary>
    public double DestructiveAt { get; init; } = 0.6;

    /// <summary>The most passages it is taken from.</summary>
    public int MostSections { get; init; } = 3;

    /// <summary>
    /// How far below the best block another one may score to be added, or its section to be linked beside the answer.
    /// </summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>The same for a block of another passage.</summary>
    public double MarginElsewhere { get; init; } = 0.1;
}
