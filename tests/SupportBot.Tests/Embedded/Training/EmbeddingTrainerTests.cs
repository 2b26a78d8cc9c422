using System.Numerics.Tensors;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;

namespace SupportBot.Tests.Embedded.Training;

public sealed class EmbeddingTrainerTests
{
    private static readonly TrainingOptions Small = new() { Dimensions = 16, Passes = 40, Batch = 64 };

    [Fact]
    public void Words_of_one_topic_end_nearer_than_words_of_two()
    {
        var model = Train(Topics.Chunks());
        foreach (
            var (word, same, other) in new[]
            {
                ("invoice", "payment", "printer"),
                ("printer", "toner", "invoice"),
                ("backup", "restore", "toner"),
            })
            Assert.True(
                Cosine(model, word, same) > Cosine(model, word, other) + .1,
                $"{word} ~ {same} {Cosine(model, word, same)}, {other} {Cosine(model, word, other)}");
    }

    [Fact, Trait("Category", "Full")]
    public void Equal_texts_and_seeds_give_the_same_model_and_others_another()
    {
        Assert.Equal(Train(Topics.Chunks()).Hash, Train(Topics.Chunks()).Hash);
        Assert.NotEqual(Train(Topics.Chunks()).Hash, Train([.. Topics.Chunks().SkipLast(1)]).Hash);
        Assert.NotEqual(
            Train(Topics.Chunks()).Hash, EmbeddingTrainer.Train(Topics.Chunks(), Small with { Seed = 2 }, Cancel).Hash);
    }

    [Fact]
    public void A_model_opened_from_its_bytes_is_the_same()
    {
        var model = Train(Topics.Chunks());
        var again = new TrainedEmbedding(model.Artefact.ToArray());
        Assert.Equal(model.Hash, again.Hash);
        Assert.Equal(model.Embed("late invoice").ToArray(), again.Embed("late invoice").ToArray());
    }

    [Fact]
    public void Bytes_of_something_else_are_rejected()
    {
        var artefact = Train(Topics.Chunks()).Artefact;
        Assert.Throws<InvalidDataException>(() => new TrainedEmbedding([1, 2, 3, 4, 5]));
        Assert.Throws<InvalidDataException>(() => new TrainedEmbedding(artefact[..^1].ToArray()));
    }

    [Fact]
    public void A_text_without_a_known_word_has_no_vector()
    {
        var model = Train(Topics.Chunks());
        Assert.Equal(0, model.Embed("zyx 🙂").Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(model.Embed("invoice zyx").Span), 1e-5f);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("設定", "変更する。保存する。")]
    [InlineData("\ud800\u0000", "\udfff … 🙂")]
    public void Any_text_can_be_trained_on(string title, string text)
    {
        var chunks = Enumerable.Range(0, 3).Select(i => Topics.Chunk(i, title, text)).ToList();
        Assert.All(Train(chunks).Embed(text).ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    private static TrainedEmbedding Train(IReadOnlyCollection<Chunk> chunks) =>
        EmbeddingTrainer.Train(chunks, Small, Cancel);

    private static float Cosine(TrainedEmbedding model, string a, string b) =>
        TensorPrimitives.Dot(model.Embed(a).Span, model.Embed(b).Span);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
