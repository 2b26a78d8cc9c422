using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

internal sealed class PooledTexts(int rows, int columns)
{
    private readonly int[][] _words = new int[rows][];
    private readonly float[] _lengths = new float[rows];

    public Matrix Vectors { get; } = new(rows, columns);

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

    // The gradient for each word is the component orthogonal to the vector, divided by the length of the sum.
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
