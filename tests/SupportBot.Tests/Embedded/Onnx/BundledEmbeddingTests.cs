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
