using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge;
using SupportBot.Tests.Embedded.Training;

namespace SupportBot.Tests.Knowledge;

public sealed class StoredEmbeddingTests
{
    [Fact]
    public async Task It_serves_once_the_index_has_its_vectors()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync(
            "test", [Some.Document("a.md", "pay the invoice"), Some.Document("b.md", "fill the toner")], [], Cancel);
        using var index = knowledge.OpenIndex();
        var (store, current) = (new EmbeddingStore(knowledge.Database, "default"), new CurrentEmbedding());
        using var follower = new IndexFollower(knowledge.Store, index, current);
        using var vectors = new BackgroundVectors(knowledge.Store, index, follower, current, knowledge.Time);
        using var choice = new EmbeddingPlan(store, knowledge.Store, NullLogger<EmbeddingPlan>.Instance);
        var stored = new StoredEmbedding(choice, follower, vectors, NullLogger<StoredEmbedding>.Instance);
        await stored.AdoptAsync(Cancel);
        Assert.Null(current.Model);

        var trained = EmbeddingTrainer.Train(
            Topics.Chunks(), new TrainingOptions { Dimensions = 16, Passes = 2 }, Cancel);
        await SaveAsync(store, trained.Hash, trained.Artefact);
        await stored.AdoptAsync(Cancel);
        Assert.Equal((trained.Hash, trained.Hash), (current.Model!.Hash, (await index.StateAsync(Cancel)).ModelHash));

        var found = await new HybridSearch(index, current, knowledge.Store.ChunksAsync)
            .SearchAsync("receipt", new HashSet<Audience> { Audience.Public }, cancellationToken: Cancel);
        Assert.Equal("a.md", found.Passages[0].Chunk.DocumentId);
        Assert.NotNull(found.Passages[0].Cosine);
    }

    [Fact]
    public async Task Bytes_that_are_no_embedding_leave_search_as_it_is()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        var (store, current) = (new EmbeddingStore(knowledge.Database, "default"), new CurrentEmbedding());
        using var follower = new IndexFollower(knowledge.Store, index, current);
        await SaveAsync(store, "h1", new byte[] { 1, 2, 3, 4 });
        using var vectors = new BackgroundVectors(knowledge.Store, index, follower, current, knowledge.Time);
        using var choice = new EmbeddingPlan(store, knowledge.Store, NullLogger<EmbeddingPlan>.Instance);
        await new StoredEmbedding(choice, follower, vectors, NullLogger<StoredEmbedding>.Instance).AdoptAsync(Cancel);
        Assert.Null(current.Model);
    }

    private static Task SaveAsync(EmbeddingStore store, string hash, ReadOnlyMemory<byte> artefact) => store.SaveAsync(
            new EmbeddingTraining(
                hash, TextFingerprints.Of([]), new EmbeddingTrial(1, Hybrid: 1, Bm25: 0), DateTimeOffset.UnixEpoch),
            artefact,
            Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
