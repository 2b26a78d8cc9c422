namespace SupportBot.Embedded.Training;

// The defaults were tuned on TechQA and ClapNQ.
internal sealed record TrainingOptions
{
    public int Dimensions { get; init; } = 256;

    public int MostWords { get; init; } = 60_000;

    public int Passes { get; init; } = 60;

    // Bounds the training time: large corpora draw each section less often, but at least 10 times.
    public int MostPairs { get; init; } = 800_000;

    // Pairs that serve as each other's negatives.
    public int Batch { get; init; } = 1024;

    public float LearningRate { get; init; } = 0.01f;

    // τ of InfoNCE: the lower, the more the hardest negatives count.
    public float Temperature { get; init; } = 0.1f;

    public int MostWordsOfText { get; init; } = 256;

    public int Seed { get; init; } = 1;

    // Grows with the square root of the number of batches.
    public float LearningRateOver(int sections) => LearningRate * MathF.Sqrt(MathF.Max(1, (float)sections / Batch));

    public int PassesOver(int sections) => Math.Min(Passes, Math.Max(10, MostPairs / Math.Max(sections, 1)));
}
