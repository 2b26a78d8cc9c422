using System.Numerics.Tensors;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Embedded;

[Trait("Category", "Full")]
public sealed class LargeIndexTests : IDisposable
{
    private const int Documents = 10_000;
    private const int ChunksPerDocument = 10;
    private const int Dimensions = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-large-").FullName;
    private readonly float[][] _vectors = Vectors(new Random(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_thousand_chunks_are_found_counted_replaced_and_there_after_opening_again()
    {
        using (var engine = new EmbeddedSearchEngine(_folder))
        {
            foreach (var batch in Enumerable.Range(0, Documents).Select(Document).Chunk(500))
                await engine.ApplyAsync(
                    new IndexChanges(batch, [], (await engine.StateAsync(Token)).Position + 1, ModelHash: "model"),
                    Token);
            await FindsAll(engine);
            await engine.ApplyAsync(
                new IndexChanges(
                    [Document(4711)], ["17.md"], (await engine.StateAsync(Token)).Position + 1, ModelHash: "model"),
                Token);
            await engine.ReplaceVectorsAsync(new VectorSet("model", Enumerable.Range(0, Documents * ChunksPerDocument)
                        .ToDictionary(
                            chunk => $"{chunk / ChunksPerDocument}.md#{chunk % ChunksPerDocument}",
                            chunk => (ReadOnlyMemory<float>)_vectors[chunk])),
                Token);
        }
        using var reopened = new EmbeddedSearchEngine(_folder);
        Assert.Equal(21, (await reopened.StateAsync(Token)).Position);
        Assert.Empty(await Words(reopened, "document17"));
        Assert.Equal(ChunksPerDocument, (await Words(reopened, "document4711")).Count);
        Assert.Equal(
            Documents * ChunksPerDocument - ChunksPerDocument,
            (await reopened.CountAsync(["everywhere"], "en", Token)).PerWord[0]);
        await NearestAre(reopened, except: 17);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task FindsAll(EmbeddedSearchEngine engine)
    {
        foreach (var number in new[] { 0, 17, 4711, 9999 })
            Assert.Equal(
                Enumerable.Range(0, ChunksPerDocument).Select(i => $"{number}.md#{i}"),
                (await Words(engine, $"document{number}")).Order(StringComparer.Ordinal));
        Assert.Equal(50, (await Words(engine, "everywhere")).Count);
        await NearestAre(engine, except: -1);
    }

    /// <summary>The vector leg gives what comparing every vector gives.</summary>
    private async Task NearestAre(EmbeddedSearchEngine engine, int except)
    {
        foreach (var query in Vectors(new Random(2)).Take(10))
        {
            var expected = Enumerable.Range(0, _vectors.Length).Where(chunk => chunk / ChunksPerDocument != except)
                .OrderByDescending(chunk => TensorPrimitives.Dot<float>(query, _vectors[chunk])).Take(20)
                .Select(chunk => $"{chunk / ChunksPerDocument}.md#{chunk % ChunksPerDocument}");
            var request = new SearchRequest("", new HashSet<Audience> { Audience.Public }, query, "model", Top: 20);
            Assert.Equal(expected, (await engine.SearchAsync(request, Token)).Vector.Select(hit => hit.ChunkId));
        }
    }

    private static async Task<IReadOnlyList<string>> Words(EmbeddedSearchEngine engine, string text) =>
        [
            .. (
                await engine.SearchAsync(new SearchRequest(text, new HashSet<Audience> { Audience.Public }), Token)
            ).Bm25.Select(hit => hit.ChunkId),
        ];

    private IndexedDocument Document(int number) => new($"{number}.md",
        [.. Enumerable.Range(0, ChunksPerDocument).Select(i => new Chunk
        {
            DocumentId = $"{number}.md", Version = 1, Ordinal = i, Title = "", Section = "", Url = "https://docs.test/",
            Text = $"document{number} part{i} everywhere", Audience = Audience.Public, Language = "en",
        })],
            [
                .. Enumerable
                    .Range(0, ChunksPerDocument)
                    .Select(i => (ReadOnlyMemory<float>)_vectors[number * ChunksPerDocument + i]),
            ]);

    private static float[][] Vectors(Random random) =>
        [
            .. Enumerable
                .Range(0, Documents * ChunksPerDocument)
                .Select(_ =>
    {
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - .5f).ToArray();
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    })];
}
