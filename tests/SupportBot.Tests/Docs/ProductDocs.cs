using Microsoft.Extensions.DependencyInjection;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Docs;

/// <summary>The whole product over docs/ as it is.</summary>
public sealed class ProductDocs : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("supportbot-questions").FullName;

    public ServiceProvider Services { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = Configuration.Read(
            [new("Data:Path", _data), new("Docs:Path", Path.Combine(Testing.SharedData.RepositoryRoot, "docs"))]);
        Services = await Composition.OpenAsync(settings, TestContext.Current.CancellationToken);
        var summary = await Services.GetRequiredService<DocsIngestion>()
            .RunAsync(null, TestContext.Current.CancellationToken);
        await Services.GetRequiredService<StoredEmbedding>()
            .CompleteAsync(withBlocks: true, null, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Rejected);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
