using SupportBot.Core.Knowledge;
using System.Numerics.Tensors;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Tests.Embedded;

public sealed class QuantizedVectorsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(256)]
    public void Products_of_bytes_are_near_those_of_floats(int dimensions)
    {
        var random = new Random(dimensions);
        var vectors = Enumerable.Range(0, 50).Select(_ => Unit(random, dimensions)).ToArray();
        var query = Unit(random, dimensions);
        var rows = new QuantizedVectors(vectors.Length);
        for (var i = 0; i < vectors.Length; i++) rows.Set(i, vectors[i]);
        var codes = new sbyte[dimensions];
        var scale = VectorQuantization.Quantize(query, codes);
        var scores = new float[20];
        rows.Dot(codes, scale, first: 30, scores);
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(TensorPrimitives.Dot<float>(query, vectors[30 + i]), scores[i], 0.02f);
    }

    [Fact]
    public void A_row_without_a_vector_or_with_one_of_another_length_has_none()
    {
        var rows = new QuantizedVectors(3);
        rows.Set(0, [0.6f, 0.8f]);
        rows.Set(1, [1f, 0f, 0f]);
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(rows.Has));
        Assert.Equal(2, rows.Dimensions);
    }

    [Fact]
    public void The_zero_vector_has_the_scale_zero() =>
        Assert.Equal(0, VectorQuantization.Quantize(new float[4], new sbyte[4]));

    private static float[] Unit(Random random, int dimensions)
    {
        var vector = Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - .5f).ToArray();
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
