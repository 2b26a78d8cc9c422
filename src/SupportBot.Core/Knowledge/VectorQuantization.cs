using System.Numerics.Tensors;

namespace SupportBot.Core.Knowledge;

/// <summary>Vectors as signed bytes, each with a scale: a quarter of the space of floats.</summary>
public static class VectorQuantization
{
    /// <summary>Scales a vector to ±127 by its largest component.</summary>
    /// <param name="vector">Its components.</param>
    /// <param name="codes">Receives as many codes; left as they are for the zero vector.</param>
    /// <returns>The factor of a code; 0 for the zero vector.</returns>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = vector.IsEmpty ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0) return 0;
        var scale = largest / sbyte.MaxValue;
        for (var i = 0; i < vector.Length; i++) codes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }
}
