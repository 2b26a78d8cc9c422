namespace SupportBot.Embedded.Training;

/// <summary>How an embedding is trained. The defaults were tuned on TechQA and ClapNQ.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>Length of the vectors.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>Words found in fewer sections are not learned.</summary>
    public int LeastSections { get; init; } = 2;

    /// <summary>The most words learned.</summary>
    public int MostWords { get; init; } = 60_000;

    /// <summary>How often each section is drawn.</summary>
    public int Passes { get; init; } = 30;

    /// <summary>Pairs that are each other's wrong answers.</summary>
    public int Batch { get; init; } = 1024;

    public float LearningRate { get; init; } = 0.01f;

    /// <summary>τ of InfoNCE: the lower, the more the hardest wrong answers count.</summary>
    public float Temperature { get; init; } = 0.05f;

    /// <summary>Share of the words that a pair does not see.</summary>
    public double WordDropout { get; init; } = 0.15;

    /// <summary>The words of a text beyond these are not read in training.</summary>
    public int MostWordsOfText { get; init; } = 256;

    public int Seed { get; init; } = 1;
}
