using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SupportBot.Embedded.Onnx;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class EmbeddingCheck(IOptions<SearchOptions> search) : ICheck
{
    private const string Setting = "Search:EmbeddingFolder";

    public string Name => "embedding";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = search.Value.EmbeddingFolder;
        yield return folder.Length > 0
            ? await OpenAsync(folder, cancellationToken)
            : DoctorFinding.Skipped(Name, $"{Setting} is empty: no sentence embedding runs in this process.");
    }

    private async Task<DoctorFinding> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            using var embedding = new OnnxEmbedding(folder);
            var vector = await embedding.GenerateVectorAsync("How do I start?", cancellationToken: cancellationToken);
            return DoctorFinding.Good(Name, $"The model in {folder} gives vectors of {vector.Length} dimensions.");
        }
        catch (InvalidDataException e)
        {
            return DoctorFinding.Wrong(
                Name, $"{Setting}: {e.Message}", "docs/how-search-works.md names the files that belong there.",
                Setting);
        }
    }
}
