using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Conformance;

public sealed class EmbeddedSearchEngineTests : SearchEngineConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-index-").FullName;
    private readonly List<EmbeddedSearchEngine> _opened = [];

    protected override ISearchEngine Open()
    {
        var engine = new EmbeddedSearchEngine(_folder);
        _opened.Add(engine);
        return engine;
    }

    public void Dispose()
    {
        _opened.ForEach(engine => engine.Dispose());
        Directory.Delete(_folder, recursive: true);
    }
}
