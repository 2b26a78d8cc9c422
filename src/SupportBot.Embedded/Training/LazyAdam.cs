using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

internal sealed class LazyAdam(Matrix values)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Matrix _mean = new(values.Rows, values.Columns);
    private readonly Matrix _variance = new(values.Rows, values.Columns);
    private readonly float[] _scratch = new float[values.Columns];
    private int _step;

    public void Apply(SparseGradient gradient, float rate)
    {
        _step++;
        var correctedRate = (float)(rate * Math.Sqrt(1 - Math.Pow(Beta2, _step)) / (1 - Math.Pow(Beta1, _step)));
        foreach (var row in gradient.Touched)
            Move(values[row], gradient[row], _mean[row], _variance[row], correctedRate);
        gradient.Clear();
    }

    private void Move(Span<float> value, Span<float> gradient, Span<float> mean, Span<float> variance, float rate)
    {
        TensorPrimitives.Lerp(gradient, mean, Beta1, mean);
        TensorPrimitives.Multiply(gradient, gradient, _scratch);
        TensorPrimitives.Lerp(_scratch, variance, Beta2, variance);
        TensorPrimitives.Sqrt(variance, _scratch);
        TensorPrimitives.Add(_scratch, Epsilon, _scratch);
        TensorPrimitives.Divide(mean, _scratch, _scratch);
        TensorPrimitives.MultiplyAdd(_scratch, -rate, value, value);
    }
}
