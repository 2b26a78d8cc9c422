using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SupportBot.Embedded.Onnx;
using SupportBot.Knowledge;
using SupportBot.Models;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class EmbeddingCheck(IOptions<SearchOptions> search, IOptions<ModelsOptions> models) : ICheck
{
    public string Name => "embedding";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var choice = EmbeddingChoice.Of(search.Value, models.Value).Name;
        yield return choice switch
        {
            EmbeddingChoice.Folder => await OpenAsync(
                search.Value.EmbeddingFolder, "Search:EmbeddingFolder",
                "docs/how-search-works.md names the files that belong there.", cancellationToken),
            EmbeddingChoice.ArcticXs => await OpenAsync(
                BundledEmbedding.Folder, "Search:Embedding",
                "Install the program again, or set Search:Embedding to trained.", cancellationToken),
            EmbeddingChoice.Trained => DoctorFinding.Skipped(Name, "The embedding is trained on the documents."),
            EmbeddingChoice.Remote => DoctorFinding.Skipped(Name, "Models:EmbeddingModel makes the vectors."),
            _ => DoctorFinding.Skipped(Name, "Search:Embedding is none: search goes by words alone."),
        };
    }

    private async Task<DoctorFinding> OpenAsync(
        string folder, string setting, string fix, CancellationToken cancellationToken)
    {
        try
        {
            using var embedding = new OnnxEmbedding(folder);
            embedding.Open();
            var vector = await embedding.GenerateVectorAsync("How do I start?", cancellationToken: cancellationToken);
            return DoctorFinding.Good(Name, $"The model in {folder} gives vectors of {vector.Length} dimensions.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return DoctorFinding.Wrong(Name, $"{setting}: {e.Message}", fix, setting);
        }
    }
}
