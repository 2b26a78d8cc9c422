using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge;
using SupportBot.Tests.Embedded.Training;

namespace SupportBot.Tests.Knowledge;

public sealed class EmbeddingPlanTests
{
    [Fact]
    public async Task Each_language_gets_the_model_that_knows_it()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var letters = new LetterEmbedding();
        var english = new EmbeddingModel("letters", letters) { Language = "en" };
        var store = new EmbeddingStore(knowledge.Database, "default");
        using var choice = new EmbeddingPlan(
            store, knowledge.Store, NullLogger<EmbeddingPlan>.Instance, english);
        Assert.True(choice.UsesTrained);
        Assert.Equal("letters-en", (await choice.ChooseAsync(Cancel))!.Hash);

        var trained = await TrainAsync(store);
        await AddAsync(knowledge, "de", EmbeddingRenewal.LeastChunks);
        Assert.Equal(trained, (await choice.ChooseAsync(Cancel))!.Hash);

        await AddAsync(knowledge, "en", 1);
        var both = (await choice.ChooseAsync(Cancel))!;
        Assert.DoesNotContain(both.Hash, new[] { "letters-en", trained });
        Assert.Equal(
            [both.Hash, trained, "letters", "letters-en"],
            (await choice.KnownAsync(Cancel)).Select(model => model.Hash));

        await AddAsync(knowledge, "de", EmbeddingRenewal.LeastChunks - 1);
        Assert.Equal("letters-en", (await choice.ChooseAsync(Cancel))!.Hash);
    }

    [Fact]
    public async Task A_model_for_all_languages_leaves_no_room_for_a_trained_one()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var letters = new LetterEmbedding();
        var store = new EmbeddingStore(knowledge.Database, "default");
        var model = new EmbeddingModel("letters", letters);
        using var choice = new EmbeddingPlan(store, knowledge.Store, NullLogger<EmbeddingPlan>.Instance, model);
        await TrainAsync(store);
        await AddAsync(knowledge, "de", EmbeddingRenewal.LeastChunks);
        Assert.Same(model, await choice.ChooseAsync(Cancel));
        Assert.False(choice.UsesTrained);
    }

    private static async Task<string> TrainAsync(EmbeddingStore store)
    {
        var trained = EmbeddingTrainer.Train(
            Topics.Chunks(), new TrainingOptions { Dimensions = 16, Passes = 2 }, Cancel);
        await store.SaveAsync(
            new EmbeddingTraining(
                trained.Hash, TextFingerprints.Of([]), new EmbeddingTrial(1, Hybrid: 1, Bm25: 0),
                DateTimeOffset.UnixEpoch),
            trained.Artefact, Cancel);
        return trained.Hash;
    }

    private static Task AddAsync(KnowledgeFixture knowledge, string language, int sections)
    {
        var document = new Document(
            $"{language}.md", language, $"/docs/{language}", Audience.Public, language, $"{sections}",
            [.. Enumerable.Range(0, sections).Select(i => new Section([], $"s{i}", [new TextBlock($"Text {i}.")]))]);
        return knowledge.Store.ApplyAsync("test", [Chunker.Split(document)], [], Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
