using SupportBot.Diagnosis;
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

    public void Dispose()
    {
        _model.Dispose();
        _patient.Dispose();
    }
}
