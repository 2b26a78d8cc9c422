using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

/// <summary>
/// Symmetric InfoNCE (van den Oord et al. 2018; Radford et al. 2021): row i of one side belongs to row i of the other, and
/// all other rows are wrong. The loss is the mean cross-entropy in both directions.
/// </summary>
/// <param name="temperature">What similarities are divided by.</param>
internal sealed class InfoNce(float temperature)
{
    private readonly MatrixProduct _product = new();

    /// <param name="a">Unit rows.</param>
    /// <param name="b">Unit rows, as many.</param>
    /// <param name="gradientA">Becomes the gradient of <paramref name="a"/>.</param>
    /// <param name="gradientB">Becomes the gradient of <paramref name="b"/>.</param>
    /// <returns>The loss.</returns>
    public float Backward(Matrix a, Matrix b, Matrix gradientA, Matrix gradientB)
    {
        var similar = new Matrix(a.Rows, b.Rows);
        _product.Multiply(a, b.Transposed(), similar);
        TensorPrimitives.Divide(similar.Values, temperature, similar.Values);
        var turned = similar.Transposed();
        var loss = SoftmaxGradient(similar) + SoftmaxGradient(turned);

        TensorPrimitives.Add(similar.Values, turned.Transposed().Values, similar.Values);
        TensorPrimitives.Multiply(similar.Values, 1 / (2 * temperature * a.Rows), similar.Values);
        _product.Multiply(similar, b, gradientA);
        _product.Multiply(similar.Transposed(), a, gradientB);
        return loss / (2 * a.Rows);
    }

    /// <summary>Turns each row of logits into softmax minus its right answer, the gradient of its cross-entropy.</summary>
    /// <returns>The sum of the cross-entropies.</returns>
    private static float SoftmaxGradient(Matrix logits)
    {
        var loss = 0f;
        for (var i = 0; i < logits.Rows; i++)
        {
            var row = logits[i];
            TensorPrimitives.SoftMax(row, row);
            loss -= MathF.Log(row[i] + float.Epsilon);
            row[i] -= 1;
        }
        return loss;
    }
}
