using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Models;

/// <summary>Vectors from a model elsewhere.</summary>
public class RemoteEmbeddingTests : ModelRig
{
    public RemoteEmbeddingTests() => (Options.EmbeddingModel, Options.EmbeddingPrice) = ("vectors", 3);

    private EmbeddingModel Embedding => Services.GetRequiredService<EmbeddingModel>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vectors_come_in_base64_or_as_numbers_and_have_unit_length(bool base64)
    {
        Double.Next(Replies.Embeds(_ => [3, 4], base64));
        var vector = await Embedding.Generator.GenerateVectorAsync("a", cancellationToken: Token);
        Assert.Equal(new[] { 0.6f, 0.8f }, vector.ToArray());
        var request = Assert.Single(Double.Requests);
        Assert.Equal("base64", request.Body.GetProperty("encoding_format").GetString());
        Assert.Empty(request.Errors);
    }

    [Fact]
    public async Task Many_texts_go_in_batches_and_none_is_paid_for_twice()
    {
        for (var i = 0; i < 3; i++) Double.Next(Replies.Embeds(Vector));
        string[] texts = [.. Enumerable.Range(1, 130).Select(i => $"{i}"), "1"];
        var first = await Embedding.Generator.GenerateAsync(texts, CachedEmbedding.Kept, Token);
        Assert.Equal(
            [64, 64, 2], Double.Requests.Select(request => request.Body.GetProperty("input").GetArrayLength()));
        Assert.Equal(
            texts.Select(text => Math.Atan2(1, int.Parse(text, null))),
            first.Select(vector => Math.Atan2(vector.Vector.Span[1], vector.Vector.Span[0])),
            (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Empty(await Embedding.MissingAsync([new PassageText("en", "7")], Token));

        Double.Next(Replies.Embeds(Vector));
        await Embedding.Generator.GenerateAsync([.. texts, "131"], CachedEmbedding.Kept, Token);
        Assert.Equal(1, Double.Requests.Last().Body.GetProperty("input").GetArrayLength());
        Assert.Equal(new(Calls: 4, Tokens: 131 * 5, Cost: 131 * 5 * 3), await TodayAsync());
    }

    [Fact]
    public async Task A_question_leaves_nothing_behind()
    {
        Double.Next(Replies.Embeds(Vector)).Next(Replies.Embeds(Vector));
        await Embedding.Generator.GenerateVectorAsync("7", cancellationToken: Token);
        await Embedding.Generator.GenerateVectorAsync("7", cancellationToken: Token);
        Assert.Equal(2, Double.Requests.Count);
    }

    [Fact]
    public async Task Nor_do_many_questions_that_are_said_to_be_such()
    {
        Double.Next(Replies.Embeds(Vector)).Next(Replies.Embeds(Vector));
        for (var i = 0; i < 2; i++) await Embedding.Generator.GenerateAsync(["7", "8"], CachedEmbedding.NotKept, Token);
        Assert.Equal([2, 2], Double.Requests.Select(request => request.Body.GetProperty("input").GetArrayLength()));
    }

    [Fact]
    public async Task Other_dimensions_than_before_are_no_vectors()
    {
        Double.Next(Replies.Embeds(_ => [1, 0])).Next(Replies.Embeds(_ => [1, 0, 0]));
        await Embedding.Generator.GenerateVectorAsync("a", cancellationToken: Token);
        Assert.Equal("The embedding model gives 3 dimensions where it gave 2 before.", await FailingAsync());
    }

    [Fact]
    public async Task Each_failure_is_named()
    {
        Double.Next(Replies.Status(404)).Next(Replies.Html()).Next(Replies.Embeds(_ => [0, 0]));
        Assert.Contains("knows no such model", await FailingAsync(), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await FailingAsync(), StringComparison.Ordinal);
        Assert.Contains("without a direction", await FailingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_daily_cap_nothing_is_sent()
    {
        Options.DailyTokens = 1;
        Assert.Contains("Models:DailyTokens", await FailingAsync(), StringComparison.Ordinal);
        Assert.Empty(Double.Requests);
    }

    [Fact]
    public async Task A_model_that_hangs_is_given_up_after_10_seconds()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var failing = FailingAsync();
        await live.Asked;
        Clock.Advance(TimeSpan.FromSeconds(10.1));
        Assert.Equal("The embedding model vectors gave no token in time.", await failing);
    }

    [Fact]
    public async Task A_model_that_hangs_costs_one_question_three_seconds_and_the_next_ones_nothing()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        var current = new CurrentEmbedding();
        using var follower = new IndexFollower(knowledge.Store, index, current);
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "pay the invoice")], [], Token);
        Double.Next(Replies.Embeds(_ => [1, 0]));
        using var vectors = new BackgroundVectors(knowledge.Store, index, follower, current, Clock);
        await vectors.RunAsync(Embedding, withBlocks: true, cancellationToken: Token);
        var search = new HybridSearch(index, current, knowledge.Store.ChunksAsync, Clock);
        async Task<double?> AskAsync() =>
            Assert
                .Single(
                    (
                        await search.SearchAsync(
                            "invoice", new HashSet<Audience> { Audience.Public }, cancellationToken: Token)).Passages)
                .Cosine;

        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        var asked = AskAsync();
        await live.Asked;
        Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(asked.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null(await asked);
        Assert.Null(await AskAsync());
        Assert.Equal(2, Double.Requests.Count);

        Clock.Advance(TimeSpan.FromSeconds(15));
        Double.Next(Replies.Embeds(_ => [1, 0]));
        Assert.NotNull(await AskAsync());
    }

    [Fact]
    public async Task While_it_is_down_documents_are_found_by_their_words_and_later_by_vectors_too()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        var current = new CurrentEmbedding();
        using var follower = new IndexFollower(knowledge.Store, index, current);
        Double.Next(Replies.Embeds(_ => [1, 0]));
        await knowledge.Store.ApplyAsync(
            "test", [Some.Document("a.md", "pay the invoice"), Some.Document("b.md", "fill the toner")], [], Token);
        using var vectors = new BackgroundVectors(knowledge.Store, index, follower, current, Clock);
        await vectors.RunAsync(Embedding, withBlocks: true, cancellationToken: Token);

        for (var i = 0; i < 2; i++) Double.Next(Replies.Status(401));
        await knowledge.Store.ApplyAsync("test", [Some.Document("c.md", "descale the kettle")], [], Token);
        await follower.CatchUpAsync(Token);
        await Assert.ThrowsAsync<EmbeddingUnavailableException>(
            () => vectors.RunAsync(Embedding, withBlocks: true, cancellationToken: Token));
        var search = new HybridSearch(index, current, knowledge.Store.ChunksAsync);
        var found = await search.SearchAsync(
            "kettle", new HashSet<Audience> { Audience.Public }, cancellationToken: Token);
        var passage = Assert.Single(found.Passages);
        Assert.Equal(("c.md", null, Leg.Vector), (passage.Chunk.DocumentId, passage.Cosine, found.Missing?.Leg));

        for (var i = 0; i < 2; i++) Double.Next(Replies.Embeds(_ => [1, 0]));
        await vectors.RunAsync(Embedding, withBlocks: true, cancellationToken: Token);
        Assert.Equal(
            3,
            (
                await search.SearchAsync("kettle", new HashSet<Audience> { Audience.Public }, cancellationToken: Token)
            ).Passages.Count(passage => passage.Cosine is not null));
    }

    [Fact]
    public async Task It_takes_the_place_of_the_trained_one_as_soon_as_it_can_be_reached()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        var current = new CurrentEmbedding();
        using var follower = new IndexFollower(knowledge.Store, index, current);
        using var vectors = new BackgroundVectors(knowledge.Store, index, follower, current, Clock);
        using var choice = new EmbeddingPlan(
            new EmbeddingStore(knowledge.Database, "default"), knowledge.Store, NullLogger<EmbeddingPlan>.Instance,
            Embedding);
        var stored = new StoredEmbedding(choice, follower, vectors, NullLogger<StoredEmbedding>.Instance);
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "pay the invoice")], [], Token);
        Assert.False(stored.MayTrain);

        Double.Next(Replies.Status(401)).Next(Replies.Embeds(_ => [1, 0]));
        Assert.False(await stored.CompleteAsync(withBlocks: true, null, Token));
        Assert.Null(current.Model);
        Assert.True(await stored.CompleteAsync(withBlocks: true, null, Token));
        Assert.Equal((Embedding, Embedding.Hash), (current.Model, (await index.StateAsync(Token)).ModelHash));
    }

    private static float[] Vector(string text) => [int.Parse(text, null), 1];

    private async Task<string> FailingAsync() =>
        (
            await Assert.ThrowsAsync<EmbeddingUnavailableException>(() =>
                Embedding.Generator.GenerateVectorAsync("not one token", cancellationToken: Token)
            )).Message;
}
