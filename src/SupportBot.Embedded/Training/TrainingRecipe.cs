namespace SupportBot.Embedded.Training;

/// <summary>How an embedding is trained. The defaults were tuned on TechQA and ClapNQ.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>Length of the vectors.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>The most words learned.</summary>
    public int MostWords { get; init; } = 60_000;

    /// <summary>Pairs drawn in all, each section equally often: fewer documents are gone through more often.</summary>
    public int Pairs { get; init; } = 400_000;

    /// <summary>The most often that a section is drawn, and the least.</summary>
    public (int Least, int Most) Passes { get; init; } = (10, 150);

    /// <summary>Pairs that are each other's wrong answers.</summary>
    public int Batch { get; init; } = 1024;

    public float LearningRate { get; init; } = 0.01f;

    /// <summary>τ of InfoNCE: the lower, the more the hardest wrong answers count.</summary>
    public float Temperature { get; init; } = 0.1f;

    /// <summary>Share of the words that a pair does not see.</summary>
    public double WordDropout { get; init; } = 0.15;

    /// <summary>The words of a text beyond these are not read in training.</summary>
    public int MostWordsOfText { get; init; } = 256;

    public int Seed { get; init; } = 1;

    /// <summary>How often a section is drawn where there are so many.</summary>
    public int PassesOver(int sections) => Math.Clamp(Pairs / Math.Max(sections, 1), Passes.Least, Passes.Most);
}
