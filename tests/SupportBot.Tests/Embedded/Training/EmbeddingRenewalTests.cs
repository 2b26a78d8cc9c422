using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Embedded.Training;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Embedded.Training;

public sealed class EmbeddingRenewalTests
{
    private static readonly TrainingOptions Small = new() { Dimensions = 32, Passes = 50, Batch = 64 };

    [Fact]
    public async Task An_embedding_that_helps_is_kept_with_the_figures_of_its_trial()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, 60));
        Assert.Equal(RenewalOutcome.Accepted, await Renewal(knowledge).RunAsync(Cancel));

        var store = new EmbeddingStore(knowledge.Database, "default");
        var last = (await store.LastAsync(Cancel))!;
        Assert.Equal(12, last.Trial.Questions);
        Assert.True(last.Trial.Hybrid > last.Trial.Bm25, $"{last.Trial}");
        Assert.Equal(last.Hash, await store.AcceptedHashAsync(Cancel));
        Assert.Equal(last.Hash, new TrainedEmbedding((await store.ArtefactAsync(last.Hash, Cancel))!).Hash);
        Assert.Null(await new EmbeddingStore(knowledge.Database, "other").LastAsync(Cancel));
    }

    [Fact]
    public async Task One_that_does_not_beat_BM25_alone_is_not_and_the_former_serves_on()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, 60));
        await Renewal(knowledge).RunAsync(Cancel);
        var store = new EmbeddingStore(knowledge.Database, "default");
        var serving = await store.AcceptedHashAsync(Cancel);

        await knowledge.Store.ApplyAsync(
            "test", [], [.. Synonyms(0, 60).Select(document => document.Document.Id)], Cancel);
        await AddAsync(knowledge, Codes(60));
        knowledge.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RenewalOutcome.Rejected, await Renewal(knowledge).RunAsync(Cancel));
        Assert.Equal(serving, await store.AcceptedHashAsync(Cancel));
        Assert.Equal(1, (await store.LastAsync(Cancel))!.Trial.Bm25);
        Assert.Equal(RenewalOutcome.NotDue, await Renewal(knowledge).RunAsync(Cancel));
    }

    [Fact, Trait("Category", "Full")]
    public async Task Training_is_due_again_when_more_than_a_fifth_of_the_text_is_new()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, 60));
        await Renewal(knowledge).RunAsync(Cancel);
        await AddAsync(knowledge, Synonyms(60, 10));
        Assert.Equal(RenewalOutcome.NotDue, await Renewal(knowledge).RunAsync(Cancel));
        await AddAsync(knowledge, Synonyms(70, 20));
        knowledge.Time.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(RenewalOutcome.NotDue, await Renewal(knowledge).RunAsync(Cancel));
        var last = (await new EmbeddingStore(knowledge.Database, "default").LastAsync(Cancel))!;
        Assert.Equal((knowledge.Time.GetUtcNow(), 18), (last.TrainedAt, last.Trial.Questions));
    }

    [Fact]
    public async Task Of_two_that_ask_at_once_one_trains()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, 60));
        var outcomes = await Task.WhenAll(Renewal(knowledge).RunAsync(Cancel), Renewal(knowledge).RunAsync(Cancel));
        Assert.Single(outcomes, RenewalOutcome.Accepted);
        Assert.Single(outcomes, outcome => outcome is RenewalOutcome.TrainedElsewhere or RenewalOutcome.NotDue);
    }

    [Fact]
    public async Task Little_text_is_left_to_BM25()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, EmbeddingRenewal.LeastChunks - 1));
        Assert.Equal(RenewalOutcome.TooLittleText, await Renewal(knowledge).RunAsync(Cancel));
        Assert.Null(await new EmbeddingStore(knowledge.Database, "default").LastAsync(Cancel));
    }

    [Fact]
    public async Task Chunks_in_the_language_of_another_model_are_not_trained_on()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await AddAsync(knowledge, Synonyms(0, 60));
        Assert.Equal(RenewalOutcome.TooLittleText, await Renewal(knowledge, except: "en").RunAsync(Cancel));
        Assert.Equal(RenewalOutcome.Accepted, await Renewal(knowledge, except: "de").RunAsync(Cancel));
    }

    private static EmbeddingRenewal Renewal(KnowledgeFixture knowledge, string? except = null) =>
        new(
            knowledge.Store, new EmbeddingStore(knowledge.Database, "default"),
            new Lease(knowledge.Database, "default", "training", knowledge.Time), knowledge.Time, except)
        {
            Recipe = Small,
        };

    private static Task AddAsync(KnowledgeFixture knowledge, IEnumerable<ChunkedDocument> documents) =>
        knowledge.Store.ApplyAsync("test", [.. documents], [], Cancel);

    /// <summary>
    /// Headings use words of a topic that its bodies never use: only who learned the topics finds the section.
    /// </summary>
    private static IEnumerable<ChunkedDocument> Synonyms(int first, int count) =>
        Enumerable
            .Range(first, count)
            .Select(i =>
                Document(
                    i, $"ask{i % 6} number{i}",
                    $"Reply{i % 6} with word{i % 6} and thing{i % 6}. Then matter{i % 6} of detail{i}."));

    /// <summary>
    /// Each heading's word is in its own section's text and in no other: nothing can be better than BM25.
    /// </summary>
    private static IEnumerable<ChunkedDocument> Codes(int count) => Enumerable.Range(1000, count).Select(i =>
        Document(i, $"code{i}", $"This is about code{i}."));

    private static ChunkedDocument Document(int number, string heading, string text) => Chunker.Split(new Document(
                $"{number}.md",
                "Guide",
                $"/docs/{number}",
                Audience.Public,
                "en",
                text,
                [new Section([heading], "s", [new TextBlock(text)])]));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
