using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Embedded.Onnx;

/// <summary>The setting <c>Search:EmbeddingFolder</c> in the whole product.</summary>
public sealed class EmbeddingFolderTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("supportbot-data-");
    private readonly ModelFolder _model = new();

    [Fact]
    public async Task Sections_and_questions_get_vectors_of_the_model_in_the_folder()
    {
        var docs = _data.CreateSubdirectory("docs");
        await File.WriteAllTextAsync(
            Path.Combine(docs.FullName, "grill.md"), "# Grill\n\nThe grill boils.\n\n## Toast\n\nThe toaster toasts.",
            Token);
        await using var services = await Composition.OpenAsync(Settings(("Docs:Path", docs.FullName)), Token);
        await services.GetRequiredService<DocsIngestion>().RunWithVectorsAsync(withBlocks: true, Token);
        var found = await services.GetRequiredService<HybridSearch>()
            .SearchAsync("kettle", new HashSet<Audience> { Audience.Public }, cancellationToken: Token);
        Assert.Equal(2, found.Passages.Count);
        Assert.All(found.Passages, passage => Assert.NotNull(passage.Cosine));
        Assert.False(services.GetRequiredService<StoredEmbedding>().MayTrain);
        Assert.Equal(
            2,
            await services
                .GetRequiredService<Database>()
                .ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM passage_vectors"), Token));
        await services.GetRequiredService<Database>().DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_folder_stops_the_start_and_says_why()
    {
        Assert.Contains(
            "which does not exist", await WrongAsync(("Search:EmbeddingFolder", _model.At("nowhere"))),
            StringComparison.Ordinal);
        Assert.Contains("one embedding at a time", await WrongAsync(
                ("Models:Provider", "compatible"),
                ("Models:Endpoint", "http://localhost:8000/v1"),
                ("Models:EmbeddingModel", "vectors")),
            StringComparison.Ordinal);
        File.Delete(_model.At("vocab.txt"));
        var e = await Assert.ThrowsAsync<SettingsException>(() => Composition.OpenAsync(Settings(), Token));
        Assert.StartsWith(
            $"Search:EmbeddingFolder: The folder {_model.Path} has no vocab.txt", e.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _data.Delete(recursive: true);
        _model.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IConfiguration Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Data:Path"] = _data.FullName,
            ["Search:EmbeddingFolder"] = _model.Path,
        };
        foreach (var (name, value) in more) settings[name] = value;
        return Configuration.Read(settings);
    }

    private async Task<string> WrongAsync(params (string Name, string Value)[] more) =>
        (
            await Assert.ThrowsAsync<OptionsValidationException>(() => Composition.OpenAsync(Settings(more), Token))
        ).Message;
}
