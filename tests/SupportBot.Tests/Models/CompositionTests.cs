using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Settings;

namespace SupportBot.Tests.Models;

/// <summary>The product with a model and without.</summary>
public sealed class CompositionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-composition-");

    [Theory]
    [InlineData("none", false)]
    [InlineData("compatible", true)]
    [InlineData("azure", true)]
    [InlineData("openai", true)]
    public async Task There_is_a_model_only_where_one_is_configured(string provider, bool expected)
    {
        var settings = Configuration.Read(
        [
            new("Data:Path", _folder.FullName),
            new("Search:Embedding", "none"),
            new("Models:Provider", provider),
            new("Models:ApiKey", "k"),
            new("Models:ChatModel", "m"),
            new("Models:Endpoint", "https://models.example.com/v1"),
        ]);
        await using var services = await Composition.OpenWithoutIndexAsync(
            settings, TestContext.Current.CancellationToken);
        Assert.Equal(expected, services.GetService<AnswerModel>() is not null);
        Assert.Null(services.GetService<EmbeddingModel>());
        await services.GetRequiredService<Database>().DisposeAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
