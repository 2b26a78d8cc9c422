namespace SupportBot.Elasticsearch.Engine;

// Elasticsearch rejects vectors whose length differs from 1 by more than a thousandth.
internal static class UnitVector
{
    public static ReadOnlyMemory<float> Of(ReadOnlyMemory<float> vector)
    {
        var length = LengthOf(vector.Span);
        if (length == 0 || !float.IsFinite(length)) return default;
        if (MathF.Abs(length - 1) < 1e-4f) return vector;
        var unit = new float[vector.Length];
        for (var i = 0; i < unit.Length; i++) unit[i] = vector.Span[i] / length;
        return unit;
    }

    public static float LengthOf(ReadOnlySpan<float> vector)
    {
        var squares = 0f;
        foreach (var component in vector) squares += component * component;
        return MathF.Sqrt(squares);
    }
}
