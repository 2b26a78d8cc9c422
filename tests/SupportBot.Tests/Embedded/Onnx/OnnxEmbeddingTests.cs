using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Onnx;

namespace SupportBot.Tests.Embedded.Onnx;

public sealed class OnnxEmbeddingTests
{
    private const string ClsPooling = """{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false }""";

    [Fact]
    public async Task Texts_become_word_pieces_and_the_mean_of_their_vectors()
    {
        using var folder = new ModelFolder(inputs: "token_type_ids");
        Same(ModelFolder.Expected(cls: false, "kettle", "boil", "##s", "!"), await EmbedAsync(folder, "Kettle boils!"));
        Same(ModelFolder.Expected(cls: false, "toast", "##er", "[UNK]"), await EmbedAsync(folder, "toaster unknown"));
    }

    [Fact]
    public async Task The_folder_may_ask_for_the_first_token_alone()
    {
        using var folder = new ModelFolder().Write("1_Pooling/config.json", ClsPooling);
        Same(ModelFolder.Expected(cls: true, "kettle", "grill"), await EmbedAsync(folder, "kettle grill"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Padding_beside_longer_texts_changes_nothing(bool cls)
    {
        using var folder = new ModelFolder();
        if (cls) folder.Write("1_Pooling/config.json", ClsPooling);
        using var embedding = new OnnxEmbedding(folder.Path);
        string[] texts =
        [
            "kettle",
            string.Join(' ', Enumerable.Repeat("grill boils", 300)),
            "toaster",
            "",
            string.Join(' ', Enumerable.Repeat("kettle", 500)),
        ];
        var together = await embedding.GenerateAsync(texts, cancellationToken: Token);
        foreach (var (text, vector) in texts.Zip(together))
            Same(
                (await embedding.GenerateVectorAsync(text, cancellationToken: Token)).ToArray(),
                vector.Vector.ToArray());
        Same(ModelFolder.Expected(cls, "toast", "##er"), together[2].Vector.ToArray());
    }

    [Fact]
    public async Task What_is_beyond_the_longest_text_is_cut_off()
    {
        using var folder = new ModelFolder().Write("sentence_bert_config.json", """{ "max_seq_length": 4 }""");
        Same(
            ModelFolder.Expected(cls: false, "kettle", "grill"),
            await EmbedAsync(folder, "kettle grill toast boil boil"));
    }

    [Fact]
    public async Task Case_and_accents_count_where_the_tokenizer_says_so()
    {
        using var folder = new ModelFolder();
        Same(ModelFolder.Expected(cls: false, "kettle", "cafe"), await EmbedAsync(folder, "Kettle café"));
        folder.Write(
            "tokenizer_config.json",
            """{ "do_lower_case": false, "model_max_length": 1000000000000000019884624838656 }""");
        Same(ModelFolder.Expected(cls: false, "Kettle", "café"), await EmbedAsync(folder, "Kettle café"));
    }

    [Fact]
    public async Task A_model_in_the_onnx_folder_that_pools_by_itself_is_taken_at_its_word()
    {
        using var folder = new ModelFolder("onnx/model.onnx", "sentence_embedding");
        Same(ModelFolder.Expected(cls: false, "kettle", "grill"), await EmbedAsync(folder, "kettle grill"));
    }

    [Theory]
    [InlineData("""{ "prompts": { "query": "query: ", "passage": "passage: " } }""", "query: ")]
    [InlineData("""{ "prompts": { "ask": "ask: " }, "default_prompt_name": "ask" }""", "ask: ")]
    [InlineData("""{ "prompts": { "ask": "ask: " }, "default_prompt_name": null }""", "")]
    [InlineData("""{ "prompts": [] }""", "")]
    [InlineData("[]", "")]
    public void The_prompt_for_questions_is_read_from_the_folder(string json, string prefix)
    {
        using var folder = new ModelFolder().Write("config_sentence_transformers.json", json);
        using var embedding = new OnnxEmbedding(folder.Path);
        Assert.Equal(prefix, embedding.QuestionPrefix);
    }

    [Fact]
    public async Task A_model_that_cannot_be_opened_has_no_vectors_to_give()
    {
        using var folder = new ModelFolder();
        File.WriteAllText(folder.At("model.onnx"), "damaged");
        using var embedding = new OnnxEmbedding(folder.Path);
        await Assert.ThrowsAsync<EmbeddingUnavailableException>(
            () => embedding.GenerateVectorAsync("kettle", cancellationToken: Token));
    }

    [Fact]
    public void The_name_of_the_model_changes_with_whatever_changes_its_vectors()
    {
        using var folder = new ModelFolder();
        string[] hashes =
        [
            HashOf(folder),
            HashOf(folder.Write("1_Pooling/config.json", ClsPooling)),
            HashOf(folder.Write("sentence_bert_config.json", """{ "max_seq_length": 128 }""")),
            HashOf(folder.Write("config_sentence_transformers.json", """{ "prompts": { "query": "q: " } }""")),
            HashOf(folder.Write("vocab.txt", File.ReadAllText(folder.At("vocab.txt")) + "\nmore")),
        ];
        Assert.Equal(5, hashes.Distinct().Count());
        Assert.Equal(hashes[4], HashOf(folder));
    }

    [Fact]
    public void A_wrong_folder_is_told_with_its_fault()
    {
        using var folder = new ModelFolder(inputs: "pixel_values");
        AssertWrong(folder, "wants the input pixel_values");
        File.WriteAllText(folder.At("model.onnx"), "version https://git-lfs.github.com/spec/v1");
        AssertWrong(folder, "cannot be opened");
        folder.Write(
            "1_Pooling/config.json",
            """{ "pooling_mode_max_tokens": true, "pooling_mode_mean_tokens": false }""");
        AssertWrong(folder, "another pooling than mean or cls");
        folder.Write(
            "config_sentence_transformers.json", $$"""{ "prompts": { "query": "{{new string('q', 501)}}" } }""");
        folder.Write("1_Pooling/config.json", ClsPooling);
        AssertWrong(folder, "has a prompt of more than 500 characters");
        folder.Write("1_Pooling/config.json", "mean");
        AssertWrong(folder, "1_Pooling/config.json that is not JSON");
        File.Delete(folder.At("vocab.txt"));
        AssertWrong(folder, "has no vocab.txt");
        File.Delete(folder.At("model.onnx"));
        AssertWrong(folder, "has no model.onnx");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<float[]> EmbedAsync(ModelFolder folder, string text)
    {
        using var embedding = new OnnxEmbedding(folder.Path);
        return (await embedding.GenerateVectorAsync(text, cancellationToken: Token)).ToArray();
    }

    private static string HashOf(ModelFolder folder)
    {
        using var embedding = new OnnxEmbedding(folder.Path);
        return embedding.Hash;
    }

    private static void AssertWrong(ModelFolder folder, string why)
    {
        var message = Assert.Throws<InvalidDataException>(() =>
        {
            using var embedding = new OnnxEmbedding(folder.Path);
            embedding.Open();
        }).Message;
        Assert.StartsWith($"The folder {folder.Path} ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    private static void Same(float[] expected, float[] actual) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-5f);
}
