using SupportBot.Embedded.Training;

namespace SupportBot.Tests.Embedded.Training;

public sealed class InfoNceTests
{
    private const int Words = 12;
    private const int Dimensions = 8;

    private static readonly (int[] Question, int[] Answer)[] Batch =
        [([0, 1], [2, 3, 3]), ([4], [5, 6]), ([7, 1], [8]), ([9, 0], [10, 11, 2])];

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        var embedding = Random(1);
        var gradient = new SparseGradient(Words, Dimensions);
        Loss(embedding, gradient);

        const float step = 1e-2f;
        for (var word = 0; word < Words; word++)
            for (var i = 0; i < Dimensions; i++)
            {
                var value = embedding[word][i];
                embedding[word][i] = value + step;
                var above = Loss(embedding, null);
                embedding[word][i] = value - step;
                var below = Loss(embedding, null);
                embedding[word][i] = value;
                Assert.Equal((above - below) / (2 * step), gradient[word][i], 2e-3f);
            }
    }

    [Fact]
    public void Without_knowledge_the_loss_is_the_logarithm_of_the_choices()
    {
        var same = new Matrix(Words, Dimensions);
        same.Values.AsSpan().Fill(1);
        Assert.Equal(MathF.Log(Batch.Length), Loss(same, null), 1e-4f);
    }

    private static float Loss(Matrix embedding, SparseGradient? gradient)
    {
        PooledTexts questions = new(Batch.Length, Dimensions), answers = new(Batch.Length, Dimensions);
        for (var i = 0; i < Batch.Length; i++)
        {
            questions.Pool(i, Batch[i].Question, embedding);
            answers.Pool(i, Batch[i].Answer, embedding);
        }
        var loss = new InfoNce(0.5f).Backward(questions.Vectors, answers.Vectors, questions.Gradient, answers.Gradient);
        if (gradient is null) return loss;
        questions.Backward(gradient);
        answers.Backward(gradient);
        return loss;
    }

    private static Matrix Random(int seed)
    {
        var random = new Random(seed);
        var matrix = new Matrix(Words, Dimensions);
        for (var i = 0; i < matrix.Values.Length; i++) matrix.Values[i] = random.NextSingle() - .5f;
        return matrix;
    }
}
