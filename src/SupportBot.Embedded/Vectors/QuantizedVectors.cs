using System.Numerics.Tensors;

namespace SupportBot.Embedded.Vectors;

/// <summary>Vectors as signed bytes in one block, each with its own scale: a quarter of the memory, four times the speed.</summary>
/// <param name="count">Rows; a row without a vector is zero.</param>
internal sealed class QuantizedVectors(int count)
{
    private readonly float[] _scales = new float[count];
    private sbyte[] _codes = [];

    /// <summary>Length of each vector; 0 while there is none.</summary>
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

    /// <summary>Approximate dot products of rows <paramref name="first"/>… with a query; 0 for a row without a vector.</summary>
    public void Dot(ReadOnlySpan<sbyte> query, float queryScale, int first, Span<float> scores)
    {
        var codes = _codes.AsSpan(first * Dimensions);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Int8Kernel.Dot(query, codes.Slice(i * Dimensions, Dimensions)) * queryScale * _scales[first + i];
    }

    public bool Has(int row) => _scales[row] != 0;

    /// <summary>Scales to ±127 by the largest component.</summary>
    /// <returns>What a code is to be multiplied by; 0 for the zero vector.</returns>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0) return 0;
        var scale = largest / 127;
        for (var i = 0; i < vector.Length; i++) codes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }
}
