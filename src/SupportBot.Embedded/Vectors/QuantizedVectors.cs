using System.Numerics.Tensors;

namespace SupportBot.Embedded.Vectors;

// Vectors as signed bytes, each with a scale: a quarter of the memory and four times the speed of floats. Rows without
// a vector are zero.
internal sealed class QuantizedVectors(int count)
{
    private readonly float[] _scales = new float[count];
    private sbyte[] _codes = [];

    public int Dimensions { get; private set; }

    public int Count => _scales.Length;

    public void Set(int row, ReadOnlySpan<float> vector)
    {
        if (Dimensions == 0)
        {
            Dimensions = vector.Length;
            _codes = new sbyte[(long)count * Dimensions];
        }
        if (vector.Length == Dimensions) _scales[row] = Quantize(vector, _codes.AsSpan(row * Dimensions, Dimensions));
    }

    public void Dot(ReadOnlySpan<sbyte> query, float queryScale, int first, Span<float> scores)
    {
        var codes = _codes.AsSpan(first * Dimensions);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Int8Kernel.Dot(
                query, codes.Slice(i * Dimensions, Dimensions)) * queryScale * _scales[first + i];
    }

    public bool Has(int row) => _scales[row] != 0;

    // Scales to ±127 by the largest component. Returns the factor of a code, 0 for the zero vector.
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0) return 0;
        var scale = largest / 127;
        for (var i = 0; i < vector.Length; i++) codes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }
}
