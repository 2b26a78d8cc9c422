using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class VectorCacheTests
{
    [Fact]
    public async Task Stored_vectors_keep_their_cosines_within_two_thousandths()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var cache = new VectorCache(knowledge.Database, "default", "model", knowledge.Time);
        var random = new Random(7);
        var vectors = Enumerable.Range(0, 200).ToDictionary(i => $"{i}", _ => Unit(random));
        await cache.SaveAsync(vectors, Cancel);
        var stored = await cache.ReadAsync([.. vectors.Keys], Cancel);
        var question = Unit(random);
        Assert.All(vectors, vector => Assert.Equal(
            TensorPrimitives.Dot<float>(question, vector.Value),
            TensorPrimitives.Dot<float>(question, stored[vector.Key]), 0.002f));
        Assert.All(stored.Values, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 0.002f));
    }

    [Fact]
    public async Task Vectors_that_an_older_version_stored_are_read()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var cache = new VectorCache(knowledge.Database, "default", "model", knowledge.Time);
        await knowledge.Database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO passage_vectors (brand, model, text_hash, used_at, vector)
            VALUES ('default', 'model', 'old', 0, @bytes)
            """, new { bytes = MemoryMarshal.AsBytes<float>([0.6f, 0.8f]).ToArray() }), Cancel);
        await cache.SaveAsync([KeyValuePair.Create("old", new float[] { 1, 0 })], Cancel);
        Assert.Equal(new[] { 0.6f, 0.8f }, (await cache.ReadAsync(["old"], Cancel))["old"]);
        Assert.Equal(["old"], await cache.StoredAsync(["old", "new"], Cancel));
    }

    private static float[] Unit(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, 384).Select(_ => random.NextSingle() - 0.5f)];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
