using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

/// <summary>Chunks, documents and vectors for tests, with only what a test is about spelt out.</summary>
internal static class Some
{
    public const string Model = "model-1";
    public const string OtherModel = "model-2";

    public static readonly IReadOnlySet<Audience> Customers = new HashSet<Audience> { Audience.Public };
    public static readonly IReadOnlySet<Audience> Agents = new HashSet<Audience> { Audience.Public, Audience.Internal };

    public static Chunk Chunk(
        string document, string text, int ordinal = 0, long version = 1, string title = "", string section = "",
        Audience audience = Audience.Public, string language = "en") => new()
        {
            DocumentId = document,
            Version = version,
            Ordinal = ordinal,
            Title = title,
            Section = section,
            Url = $"https://docs.test/{document}#{ordinal}",
            Text = text,
            Audience = audience,
            Language = language,
        };

    public static IndexedDocument Document(string id, params string[] texts) =>
        Of([.. texts.Select((text, i) => Chunk(id, text, i))]);

    public static IndexedDocument Of(params Chunk[] chunks) => new(chunks[0].DocumentId, chunks, []);

    public static IndexedDocument In(string language, string id, string text) =>
        Of(Chunk(id, text, language: language));

    public static IndexedDocument Internal(string id, string text) => Of(Chunk(id, text, audience: Audience.Internal));

    public static IndexedDocument With(this IndexedDocument document, params float[][] vectors) =>
        document with { Vectors = [.. vectors.Select(vector => new ReadOnlyMemory<float>(vector))] };

    /// <summary>The vector of a direction: scaled to length 1.</summary>
    public static float[] Vector(params float[] components)
    {
        var length = MathF.Sqrt(components.Sum(x => x * x));
        return [.. components.Select(x => x / length)];
    }

    /// <summary>A random direction; components are sums of three draws, which is near enough to normal.</summary>
    public static float[] Vector(Random random, int dimensions) =>
        Vector([
            .. Enumerable
                .Range(0, dimensions)
                .Select(_ => random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f),]);

    public static IndexChanges Changes(long position, params IndexedDocument[] documents) =>
        new(documents, [], position, ModelHash: Model);

    public static IndexChanges Deletion(long position, params string[] ids) => new([], ids, position, ModelHash: Model);

    public static VectorSet Vectors(string model, params (string ChunkId, float[] Vector)[] vectors) =>
        new(model, vectors.ToDictionary(v => v.ChunkId, v => new ReadOnlyMemory<float>(v.Vector)));
}
