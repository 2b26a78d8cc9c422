using System.Numerics.Tensors;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class LanguageEmbeddingTests
{
    private static readonly PassageText English = new("en", "The kettle boils water.");
    private static readonly PassageText German = new("de", "Der Kessel kocht Wasser.");

    [Fact]
    public async Task Each_passage_is_compared_by_the_model_of_its_language()
    {
        using var letters = new LetterEmbedding();
        using var lengths = new WordLengthEmbedding();
        var (own, others) = (new EmbeddingModel("letters", letters), new EmbeddingModel("lengths", lengths));
        var both = new LanguageEmbedding(own, "en", others);
        var passages = await both.EmbedPassagesAsync([German, English, German], Cancel);
        Assert.Equal(await CosineAsync(others, German), await CosineAsync(both, German), 1e-6f);
        Assert.Equal(await CosineAsync(own, English), await CosineAsync(both, English), 1e-6f);
        Assert.All(passages, vector => Assert.Equal(1, TensorPrimitives.Norm(vector.Span), 1e-6f));
        Assert.Equal(0, TensorPrimitives.Dot(passages[0].Span, passages[1].Span));
        Assert.True(passages[0].Span.SequenceEqual(passages[2].Span));
    }

    [Fact]
    public async Task Without_a_model_for_other_languages_their_passages_have_no_vector()
    {
        using var letters = new LetterEmbedding();
        var model = new LanguageEmbedding(new EmbeddingModel("letters", letters), "en", others: null);
        var passages = await model.EmbedPassagesAsync([German, English], Cancel);
        Assert.Equal([0, 26], passages.Select(vector => vector.Length));
        Assert.Equal(26, (await model.EmbedQuestionAsync("Wasser?", Cancel)).Length);
        Assert.NotEqual("letters", model.Hash);
    }

    [Fact]
    public async Task Only_passages_of_its_language_wait_for_the_slow_model()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var slow = new SlowEmbedding();
        using var lengths = new WordLengthEmbedding();
        var model = new LanguageEmbedding(slow.ModelOf(knowledge), "en", new EmbeddingModel("lengths", lengths));
        Assert.True(model.IsStored);
        var found = await model.FindPassagesAsync([German, English], Cancel);
        Assert.True(found is [{ IsEmpty: false }, null]);
        Assert.Equal([English.Text], await model.MissingAsync([German, English], Cancel));

        await model.EmbedPassagesAsync([German, English], Cancel);
        Assert.Equal([English.Text], slow.Passages);
        Assert.Empty(await model.MissingAsync([German, English], Cancel));
        Assert.DoesNotContain(null, await model.FindPassagesAsync([German, English], Cancel));
    }

    private static async Task<float> CosineAsync(EmbeddingModel model, PassageText passage)
    {
        var question = await model.EmbedQuestionAsync("How much water?", Cancel);
        var vector = (await model.EmbedPassagesAsync([passage], Cancel))[0];
        return TensorPrimitives.Dot(question.Span, vector.Span);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
