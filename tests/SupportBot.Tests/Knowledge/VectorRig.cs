using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Knowledge;

/// <summary>Documents, an index and the vectors that are made of them.</summary>
internal sealed class VectorRig : IAsyncDisposable
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private VectorRig(KnowledgeFixture knowledge)
    {
        Knowledge = knowledge;
        (Follower, Vectors) = Restart();
    }

    public KnowledgeFixture Knowledge { get; }

    public SlowEmbedding Embedding { get; } = new();

    public EmbeddedSearchEngine Engine { get; private set; } = null!;

    public CurrentEmbedding Current { get; private set; } = null!;

    public IndexFollower Follower { get; private set; }

    public BackgroundVectors Vectors { get; private set; }

    public EmbeddingModel Model => Embedding.ModelOf(Knowledge);

    public static async Task<VectorRig> CreateAsync() => new(await KnowledgeFixture.CreateAsync());

    /// <summary>A new process over the same data folder.</summary>
    public (IndexFollower, BackgroundVectors) Restart()
    {
        Close();
        (Engine, Current) = (Knowledge.OpenIndex(), new CurrentEmbedding());
        Follower = new IndexFollower(Knowledge.Store, Engine, Current);
        Vectors = new BackgroundVectors(Knowledge.Store, Engine, Follower, Current, Knowledge.Time);
        return (Follower, Vectors);
    }

    public async Task AddAsync(string file, string text)
    {
        Knowledge.Write(file, text);
        await Knowledge.IngestAsync();
        await Follower.CatchUpAsync(Cancel);
    }

    public Task RunAsync(EmbeddingModel? model = null) =>
        Vectors.RunAsync(model ?? Model, withBlocks: true, cancellationToken: Cancel);

    /// <summary>Documents found, by whether their vectors were.</summary>
    public async Task<(string Document, bool HasVector)[]> FindAsync(string question)
    {
        var found = await new HybridSearch(Engine, Current, Knowledge.Store.ChunksAsync).SearchAsync(
            question, Customers, cancellationToken: Cancel);
        return [.. found.Passages.Select(passage => (passage.Chunk.DocumentId, passage.Cosine is not null))];
    }

    public Task<IndexState> StateAsync() => Engine.StateAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        Close();
        Embedding.Dispose();
        await Knowledge.DisposeAsync();
    }

    private void Close()
    {
        Vectors?.Dispose();
        Follower?.Dispose();
        Engine?.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
