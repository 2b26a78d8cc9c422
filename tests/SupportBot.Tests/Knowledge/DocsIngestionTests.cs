using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Knowledge;

public sealed class DocsIngestionTests
{
    [Fact]
    public async Task The_products_own_documentation_makes_room_for_other_documents()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var engine = knowledge.OpenIndex();
        using var follower = new IndexFollower(knowledge.Store, engine, new CurrentEmbedding());
        var pipeline = new IngestionPipeline(
            knowledge.Store, new DocumentParser([new MarkdownReader()]), new DocumentDefaults());
        var shipped = new DocsFolder(
            Options.Create(new DocsOptions { Path = Path.Combine(AppContext.BaseDirectory, "docs") }),
            TimeProvider.System);
        using var vectors = new BackgroundVectors(
            knowledge.Store, engine, follower, new CurrentEmbedding(), knowledge.Time);
        using var choice = new EmbeddingPlan(
            new EmbeddingStore(knowledge.Database, "default"), knowledge.Store, NullLogger<EmbeddingPlan>.Instance);
        var embedding = new StoredEmbedding(choice, follower, vectors, NullLogger<StoredEmbedding>.Instance);
        var ingestion = new DocsIngestion(shipped, knowledge.Store, pipeline, follower, embedding);
        Assert.True((await ingestion.RunAsync(null, Cancel)).Added > 10);

        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        await knowledge.IngestAsync();
        Assert.True((await ingestion.RunAsync(null, Cancel)).Deleted > 10);
        Assert.Equal("kettle.md", Assert.Single(await knowledge.ChunksAsync()).DocumentId);
        Assert.Equal(0, (await ingestion.RunAsync(null, Cancel)).Added);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
