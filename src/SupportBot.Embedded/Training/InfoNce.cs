using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

// Symmetric InfoNCE (van den Oord et al. 2018; Radford et al. 2021): row i of one side matches row i of the other, and
// all other rows are negatives. The loss is the mean cross-entropy in both directions.
internal sealed class InfoNce(float temperature)
{
    private readonly MatrixProduct _product = new();

    // Both sides have the same number of unit rows. Returns the loss.
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

    // Replaces each row of logits by the gradient of its cross-entropy: softmax minus the target. Returns the sum of
    // the cross-entropies.
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
