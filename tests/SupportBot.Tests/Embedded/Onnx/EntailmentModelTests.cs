using SupportBot.Embedded.Onnx;
using SupportBot.Settings;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Embedded.Onnx;

/// <summary>A small model that says yes where premise and hypothesis share two words.</summary>
public sealed class EntailmentModelTests : IDisposable
{
    private const string Labels = """{ "id2label": { "0": "contradiction", "1": "entailment", "2": "neutral" } }""";

    private static readonly string[] Words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "kettle", "vinegar", "rinse", "cool", "towel"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entailment-model-");

    public EntailmentModelTests()
    {
        Write("vocab.txt", string.Join('\n', Words));
        Write("config.json", Labels);
        File.WriteAllBytes(At("model.onnx"), OnnxFile.CrossEncoder(Table));
    }

    [Theory]
    [InlineData("kettle vinegar cool", "kettle vinegar", true)]
    [InlineData("kettle vinegar cool", "kettle rinse", false)]
    [InlineData("kettle", "kettle kettle", true)]
    [InlineData("kettle kettle", "rinse rinse", false)]
    [InlineData("", "kettle vinegar", false)]
    [InlineData("kettle vinegar", "", false)]
    public void Premise_and_hypothesis_are_read_as_a_pair(string premise, string hypothesis, bool isEntailed)
    {
        using var model = new EntailmentModel(_folder.FullName);
        Assert.Equal(isEntailed, model.Entails(premise, hypothesis) > 0.5);
    }

    [Theory]
    [InlineData("""{ "id2label": { "0": "ENTAILMENT", "1": "NEUTRAL", "2": "CONTRADICTION" } }""", false)]
    [InlineData("""{ "id2label": { "0": "not_entailment", "1": "entailment", "2": "other" } }""", true)]
    public void The_config_says_which_output_means_entailment(string config, bool isEntailed)
    {
        Write("config.json", config);
        using var model = new EntailmentModel(_folder.FullName);
        Assert.Equal(isEntailed, model.Entails("kettle vinegar cool", "kettle vinegar") > 0.5);
    }

    [Fact]
    public void A_long_premise_is_read_to_its_end_and_a_long_hypothesis_is_not_entailed()
    {
        Write("tokenizer_config.json", """{ "model_max_length": 12 }""");
        using var model = new EntailmentModel(_folder.FullName);
        var premise = string.Join(' ', Enumerable.Repeat("towel", 40));
        Assert.True(model.Entails($"{premise} kettle vinegar", "kettle vinegar") > 0.5);
        Assert.True(model.Entails($"{premise} kettle vinegar {premise}", "kettle vinegar") > 0.5);
        Assert.False(model.Entails(premise, "kettle vinegar") > 0.5);
        Assert.Equal(0, model.Entails("kettle vinegar", string.Join(' ', Enumerable.Repeat("kettle", 9))));
    }

    [Theory]
    [InlineData("config.json", null, "has no config.json")]
    [InlineData("config.json", "labels", "names no labels in id2label")]
    [InlineData("config.json", """{ "id2label": { "0": "yes", "1": "no" } }""", "names no label 'entailment'")]
    [InlineData("vocab.txt", null, "has no vocab.txt")]
    [InlineData("model.onnx", null, "has no model.onnx")]
    [InlineData("model.onnx", "version https://git-lfs.github.com/spec/v1", "cannot be opened")]
    public void A_wrong_folder_is_told_with_its_fault(string file, string? content, string why)
    {
        if (content is null) File.Delete(At(file));
        else Write(file, content);
        AssertWrong(why);
    }

    [Fact]
    public void A_model_without_token_types_reads_no_pairs()
    {
        File.WriteAllBytes(At("model.onnx"), OnnxFile.CrossEncoder(Table, "segments"));
        AssertWrong("without the input token_type_ids");
    }

    [Fact]
    public void Other_outputs_than_labels_are_no_judgement()
    {
        Write("config.json", """{ "id2label": { "0": "entailment", "1": "contradiction" } }""");
        using var model = new EntailmentModel(_folder.FullName);
        Assert.Throws<InvalidDataException>(() => model.Entails("kettle", "kettle"));
    }

    [Fact]
    public async Task In_the_whole_host_it_judges_what_a_model_writes()
    {
        await using var chat = await ModelChat.BeginAsync(
            "# Kettle\n\n## How do I clean the kettle?\n\nRinse the kettle with vinegar. "
                + "Let the kettle cool on a towel.\n",
            settings: ("Models:EntailmentFolder", _folder.FullName));
        chat.Double.Next(Replies.Says("Rinse it with vinegar [1]. Let it cool on a base [1]."));
        var seen = await chat.AskAsync("How do I clean the kettle?");
        Assert.StartsWith(
            "Rinse it with vinegar [1]. Let the kettle cool on a towel. [1]", seen[^1], StringComparison.Ordinal);
        Assert.Empty(chat.Double.Judgements);
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal("judge", Assert.Single(audit.Checks.Failed).Reason);
        Assert.Contains(audit.Calls, call => (call.Deployment, call.Usage.PromptTokens) == (_folder.Name, 0));
    }

    [Fact]
    public async Task A_wrong_folder_stops_the_start()
    {
        File.Delete(At("config.json"));
        var e = await Assert.ThrowsAsync<SettingsException>(() => ModelChat.BeginAsync(
            "# Kettle", settings: ("Models:EntailmentFolder", _folder.FullName)));
        Assert.StartsWith(
            $"Models:EntailmentFolder: The folder {_folder.FullName} has no config.json", e.Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The marks and what is unknown share nothing.
    private static float[][] Table { get; } =
    [
        .. Words.Select((_, word) =>
            Enumerable.Range(0, Words.Length).Select(i => i == word && word > 4 ? 1f : 0).ToArray()),
    ];

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private void AssertWrong(string why)
    {
        var message = Assert.Throws<InvalidDataException>(() => new EntailmentModel(_folder.FullName)).Message;
        Assert.StartsWith($"The folder {_folder.FullName} ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }
}
