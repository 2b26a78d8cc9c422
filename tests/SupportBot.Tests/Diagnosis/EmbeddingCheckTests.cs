using SupportBot.Diagnosis;
using SupportBot.Knowledge;
using SupportBot.Tests.Embedded.Onnx;

namespace SupportBot.Tests.Diagnosis;

public sealed class EmbeddingCheckTests : IDisposable
{
    private readonly Patient _patient = new();
    private readonly ModelFolder _model = new();

    [Fact]
    public async Task A_sentence_embedding_is_opened_and_asked_for_a_vector()
    {
        _patient.Set("Search:EmbeddingFolder", _model.Path);
        Assert.Contains(
            DoctorFinding.Good("embedding", $"The model in {_model.Path} gives vectors of 8 dimensions."),
            await _patient.ExamineAsync());
    }

    [Fact]
    public async Task A_folder_without_a_model_is_told()
    {
        _patient.Set("Search:EmbeddingFolder", _model.Path);
        File.Delete(_model.At("model.onnx"));
        var finding = Assert.Single(await _patient.ExamineAsync(), finding => finding.Check == "embedding");
        Assert.Equal((Outcome.Wrong, "Search:EmbeddingFolder"), (finding.Outcome, finding.Setting));
        Assert.Contains("has no model.onnx", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundled_embedding_is_opened_and_asked_for_a_vector()
    {
        Assert.SkipUnless(BundledEmbedding.IsPresent, "The program was built with -p:BundledEmbedding=false.");
        Assert.Contains(
            DoctorFinding.Good("embedding", $"The model in {BundledEmbedding.Folder} gives vectors of 384 dimensions."),
            await _patient.ExamineAsync());
    }

    [Theory]
    [InlineData("trained", "The embedding is trained on the documents.")]
    [InlineData("none", "Search:Embedding is none: search goes by words alone.")]
    public async Task Without_a_sentence_embedding_there_is_nothing_to_check(string choice, string why)
    {
        _patient.Set("Search:Embedding", choice);
        Assert.Contains(DoctorFinding.Skipped("embedding", why), await _patient.ExamineAsync());
    }

    public void Dispose()
    {
        _model.Dispose();
        _patient.Dispose();
    }
}
