using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Knowledge;

public sealed class IndexFollowerTests
{
    private static readonly IReadOnlySet<Audience> Customers = new HashSet<Audience> { Audience.Public };

    [Fact]
    public async Task The_index_follows_what_is_added_changed_and_deleted()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var engine = knowledge.OpenIndex();
        using var follower = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding());
        knowledge.Write("start.md", "# Start\n\nPlug in the kettle.");
        knowledge.Write("pair.md", "# Pair\n\nHold the button.");
        await knowledge.IngestAsync();
        await follower.CatchUpAsync(Cancel);
        Assert.Equal(["start.md#0"], await FindAsync(engine, "kettle"));

        knowledge.Write("start.md", "# Start\n\nPlug in the toaster.");
        knowledge.Delete("pair.md");
        await knowledge.IngestAsync();
        await follower.CatchUpAsync(Cancel);
        Assert.Equal(["start.md#0"], await FindAsync(engine, "toaster"));
        Assert.Empty(await FindAsync(engine, "kettle"));
        Assert.Empty(await FindAsync(engine, "button"));
    }

    [Fact]
    public async Task An_index_of_another_database_is_rebuilt()
    {
        await using var other = await KnowledgeFixture.CreateAsync();
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var engine = knowledge.OpenIndex();
        other.Write("kettle.md", "# Kettle\n\nIt boils.");
        await other.IngestAsync();
        using (var first = new IndexFollower(other.Store, engine, new CurrentEmbedding()))
            await first.CatchUpAsync(Cancel);
        Assert.NotEmpty(await FindAsync(engine, "boils"));

        knowledge.Time.Advance(TimeSpan.FromSeconds(1));
        knowledge.Write("toaster.md", "# Toaster\n\nIt toasts.");
        await knowledge.IngestAsync();
        using var follower = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding());
        await follower.CatchUpAsync(Cancel);
        Assert.Equal(["toaster.md#0"], await FindAsync(engine, "toasts"));
        Assert.Empty(await FindAsync(engine, "boils"));
    }

    [Fact]
    public async Task An_adopted_model_finds_old_and_new_chunks_by_their_vectors()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var engine = knowledge.OpenIndex();
        var embedding = new CurrentEmbedding();
        using var follower = new IndexFollower(knowledge.Store, engine, embedding);
        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        await knowledge.IngestAsync();
        using var generator = new LetterEmbedding();
        await follower.AdoptAsync(new EmbeddingModel("letters", generator), Cancel);
        Assert.Equal("letters", embedding.Model?.Hash);

        knowledge.Write("toaster.md", "# Toaster\n\nIt toasts.");
        await knowledge.IngestAsync();
        await follower.CatchUpAsync(Cancel);
        var vector = await generator.GenerateVectorAsync("tttt", cancellationToken: Cancel);
        var hits = await engine.SearchAsync(new SearchRequest("nothing", Customers, vector, "letters"), Cancel);
        Assert.Equal(["toaster.md#0", "kettle.md#0"], hits.Vector.Select(hit => hit.ChunkId));
    }

    [Fact]
    public async Task Chunks_that_came_before_the_model_was_loaded_get_their_vectors_with_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var engine = knowledge.OpenIndex();
        using var generator = new LetterEmbedding();
        var model = new EmbeddingModel("letters", generator);
        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        await knowledge.IngestAsync();
        using (var before = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding()))
            await before.AdoptAsync(model, Cancel);

        using var restarted = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding());
        knowledge.Write("toaster.md", "# Toaster\n\nIt toasts.");
        await knowledge.IngestAsync();
        await restarted.CatchUpAsync(Cancel);
        await restarted.AdoptAsync(model, Cancel);
        var vector = await generator.GenerateVectorAsync("tttt", cancellationToken: Cancel);
        var hits = await engine.SearchAsync(new SearchRequest("nothing", Customers, vector, "letters"), Cancel);
        Assert.Equal(["toaster.md#0", "kettle.md#0"], hits.Vector.Select(hit => hit.ChunkId));
    }

    private static async Task<IEnumerable<string>> FindAsync(EmbeddedSearchEngine engine, string word) =>
        (await engine.SearchAsync(new SearchRequest(word, Customers), Cancel)).Bm25.Select(hit => hit.ChunkId);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
