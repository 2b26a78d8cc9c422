using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SupportBot.Embedded.Onnx;
using SupportBot.Knowledge;

namespace SupportBot.Tests.Embedded.Onnx;

/// <summary>The sentence embedding that comes with the program.</summary>
public sealed class BundledEmbeddingTests
{
    [Fact]
    public async Task A_question_is_nearest_to_the_passage_that_answers_it_in_other_words()
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        string[] passages =
        [
            "Settings › Account\n\nTo choose a new password, open the account page and follow the link.",
            "Settings › Backup\n\nCopies of your files are made every night and kept for thirty days.",
            "Settings › Language\n\nThe program can be shown in English, German and French.",
        ];
        Assert.Equal(0, await NearestAsync("i forgot my login credentials"));
        Assert.Equal(1, await NearestAsync("how long can I restore a lost document"));
        Assert.Equal(2, await NearestAsync("can I switch the interface to Deutsch"));

        async Task<int> NearestAsync(string question)
        {
            var vector = await embedding.GenerateVectorAsync(
                embedding.QuestionPrefix + question, cancellationToken: Token);
            Assert.Equal(384, vector.Length);
            var cosines = (await embedding.GenerateAsync(passages, cancellationToken: Token))
                .Select(passage => TensorPrimitives.Dot(passage.Vector.Span, vector.Span)).ToList();
            return cosines.IndexOf(cosines.Max());
        }
    }

    [Fact]
    public async Task Of_a_long_question_the_beginning_and_the_end_count()
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        var whole = await VectorAsync("password", "weather", "backup");
        Assert.Equal(1, await CosineAsync("password", "invoice", "backup"), 0.0001);
        Assert.InRange(await CosineAsync("invoice", "weather", "backup"), 0, 0.99);
        Assert.InRange(await CosineAsync("password", "weather", "invoice"), 0, 0.99);

        async Task<double> CosineAsync(string first, string middle, string last) =>
            Cosine(whole, await VectorAsync(first, middle, last));

        async Task<float[]> VectorAsync(string first, string middle, string last) =>
            (await embedding.GenerateVectorAsync(
                $"{embedding.QuestionPrefix}{Words(first)} {Words(middle)} {Words(last)}", cancellationToken: Token))
            .ToArray();

        static double Cosine(float[] one, float[] other) => TensorPrimitives.Dot<float>(one, other);

        static string Words(string word) => string.Join(' ', Enumerable.Repeat(word, 80));
    }

    [Fact]
    public async Task A_word_is_near_a_text_that_has_it_or_says_it_in_other_words()
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        var itself = await WordsAsync("How do I change my password?");
        var other = await WordsAsync("Choose new login credentials on the account page.");
        var weather = await WordsAsync("It rains in the north and the wind is strong.");
        Assert.All((double[])[itself.Change, itself.Password], cosine => Assert.InRange(cosine, 0.999, 1.001));
        Assert.True(other.Password > weather.Password + 0.1, $"{other} {weather}");
        Assert.True(other.Change > weather.Change, $"{other} {weather}");
        Assert.Equal(other, await WordsAsync("Choose new login credentials on the account page."));

        async Task<(double Change, double Password)> WordsAsync(string text)
        {
            var cosines = await embedding.CompareWordsAsync(
                "How do I change my password?", ["password", "CHANGE", "invoice", ""], text, Token);
            Assert.Equal([true, true, false, false], cosines!.Select(cosine => cosine is not null));
            return (cosines![1]!.Value, cosines[0]!.Value);
        }
    }

    [Theory]
    [InlineData("backup", true)]
    [InlineData("OneDrive", true)]
    [InlineData("one", false)]
    [InlineData("bac", false)]
    [InlineData("files?", true)]
    [InlineData("iles", false)]
    [InlineData("resume", true)]
    public async Task A_word_is_found_where_it_stands_whole_or_in_two_parts(string word, bool isThere)
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        var cosines = await embedding.CompareWordsAsync(
            "Can I back up to OneDrive, my résumé and other files?", [word], "Copies of files", Token);
        Assert.Equal(isThere, cosines![0] is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("ﷺ \ud83d \0")]
    public async Task Any_text_can_be_compared_word_by_word(string text)
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        Assert.Single((await embedding.CompareWordsAsync("password", ["password"], text, Token))!);
        Assert.Single((await embedding.CompareWordsAsync(text, ["password"], "password", Token))!);
        var longText = string.Concat(Enumerable.Repeat(text + " a longer text", 500));
        Assert.Single((await embedding.CompareWordsAsync(longText, ["longer"], longText, Token))!);
    }

    [Fact]
    public void It_wants_its_prompt_before_questions()
    {
        AssertPresent();
        using var embedding = new OnnxEmbedding(BundledEmbedding.Folder);
        Assert.Equal("Represent this sentence for searching relevant passages: ", embedding.QuestionPrefix);
    }

    [Fact]
    public void It_comes_with_its_licence_and_says_what_was_changed()
    {
        AssertPresent();
        Assert.Contains("Apache License", Text("LICENSE"), StringComparison.Ordinal);
        Assert.Contains("Snowflake", Text("NOTICE"), StringComparison.Ordinal);
        Assert.Contains("8-bit", Text("NOTICE"), StringComparison.Ordinal);

        static string Text(string name) => File.ReadAllText(Path.Combine(BundledEmbedding.Folder, name));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AssertPresent() =>
        Assert.SkipUnless(BundledEmbedding.IsPresent, "The program was built with -p:BundledEmbedding=false.");
}
