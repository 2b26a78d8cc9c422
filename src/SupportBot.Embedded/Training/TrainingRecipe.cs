namespace SupportBot.Embedded.Training;

/// <summary>How an embedding is trained. The defaults were tuned on TechQA and ClapNQ.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>Length of the vectors.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>The most words learned.</summary>
    public int MostWords { get; init; } = 60_000;

    /// <summary>How often each section is drawn, where there are not too many.</summary>
    public int Passes { get; init; } = 60;

    /// <summary>Pairs drawn at the most, so that training ends: more sections are each drawn less often, but 10 times.</summary>
    public int MostPairs { get; init; } = 800_000;

    /// <summary>Pairs that are each other's wrong answers.</summary>
    public int Batch { get; init; } = 1024;

    /// <summary>Of a corpus that is one batch.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>τ of InfoNCE: the lower, the more the hardest wrong answers count.</summary>
    public float Temperature { get; init; } = 0.1f;

    /// <summary>The words of a text beyond these are not read in training.</summary>
    public int MostWordsOfText { get; init; } = 256;

    public int Seed { get; init; } = 1;

    /// <summary>Grows with the root of the batches: the more there is to learn from, the farther from its start it may go.</summary>
    public float LearningRateOver(int sections) => LearningRate * MathF.Sqrt(MathF.Max(1, (float)sections / Batch));

    /// <summary>How often a section is drawn where there are so many.</summary>
    public int PassesOver(int sections) => Math.Min(Passes, Math.Max(10, MostPairs / Math.Max(sections, 1)));
}
