using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Conformance.Engines;

public sealed class EmbeddedSearchEngineTests : SearchEngineConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-index-").FullName;

    protected override Task<ISearchEngine> OpenAsync() =>
        Task.FromResult<ISearchEngine>(new EmbeddedSearchEngine(_folder));

    protected override Task CloseAsync(ISearchEngine engine)
    {
        ((EmbeddedSearchEngine)engine).Dispose();
        return Task.CompletedTask;
    }

    protected override Task DeleteStorageAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
