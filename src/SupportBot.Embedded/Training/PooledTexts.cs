using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

/// <summary>One side of a batch: the sums of word vectors scaled to length 1, and the way back for their gradients.</summary>
internal sealed class PooledTexts(int rows, int columns)
{
    private readonly int[][] _words = new int[rows][];
    private readonly float[] _lengths = new float[rows];

    /// <summary>A unit row a text.</summary>
    public Matrix Vectors { get; } = new(rows, columns);

    /// <summary>The gradient of <see cref="Vectors"/>, filled by the loss.</summary>
    public Matrix Gradient { get; } = new(rows, columns);

    public void Pool(int row, int[] words, Matrix embedding)
    {
        var sum = Vectors[row];
        sum.Clear();
        foreach (var word in words) TensorPrimitives.Add(sum, embedding[word], sum);
        _words[row] = words;
        _lengths[row] = MathF.Max(TensorPrimitives.Norm<float>(sum), 1e-12f);
        TensorPrimitives.Divide(sum, _lengths[row], sum);
    }

    /// <summary>Hands each word its part: the gradient without its component along the vector, over the sum's length.</summary>
    public void Backward(SparseGradient words)
    {
        for (var row = 0; row < _words.Length; row++)
        {
            var vector = Vectors[row];
            var gradient = Gradient[row];
            TensorPrimitives.MultiplyAdd(vector, -TensorPrimitives.Dot<float>(vector, gradient), gradient, gradient);
            TensorPrimitives.Divide(gradient, _lengths[row], gradient);
            foreach (var word in _words[row]) words.Add(word, gradient);
        }
    }
}
