namespace SupportBot.Core.Answers.Writing;

/// <summary>How much an answer in the documents' own words says. Measured by the benchmark <c>customers</c>.</summary>
internal sealed record WritingOptions
{
    public static readonly WritingOptions Default = new();

    /// <summary>Words that an answer has about; steps of a procedure count beyond it.</summary>
    public int Words { get; init; } = 80;

    /// <summary>Words that it does not exceed, unless its first block does.</summary>
    public int MostWords { get; init; } = 100;

    /// <summary>
    /// The confidence, 0 to 1, from which on a command or step that deletes or overwrites something is shown.
    /// </summary>
    public double DestructiveAt { get; init; } = 0.6;

    /// <summary>The most passages it is taken from.</summary>
    public int MostSections { get; init; } = 3;

    /// <summary>How far below the best block another one may score to be added.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>The same for a block of another passage.</summary>
    public double MarginElsewhere { get; init; } = 0.06;
}
