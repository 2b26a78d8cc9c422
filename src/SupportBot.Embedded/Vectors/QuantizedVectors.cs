using SupportBot.Core.Knowledge;

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
        if (vector.Length == Dimensions)
            _scales[row] = VectorQuantization.Quantize(vector, _codes.AsSpan(row * Dimensions, Dimensions));
    }

    public void Dot(ReadOnlySpan<sbyte> query, float queryScale, int first, Span<float> scores)
    {
        var codes = _codes.AsSpan(first * Dimensions);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Int8Kernel.Dot(
                query, codes.Slice(i * Dimensions, Dimensions)) * queryScale * _scales[first + i];
    }

    public bool Has(int row) => _scales[row] != 0;
}
