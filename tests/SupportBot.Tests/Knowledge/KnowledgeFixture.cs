using System.Text;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Documents.Html;
using SupportBot.Documents.Markdown;
using SupportBot.Documents.PlainText;
using SupportBot.Embedded;

namespace SupportBot.Tests.Knowledge;

/// <summary>A folder of documents, a database and an index, for one test.</summary>
internal sealed class KnowledgeFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knowledge");

    private KnowledgeFixture() => Docs = Directory.CreateDirectory(Path.Combine(_folder.FullName, "docs")).FullName;

    public string DataFolder => _folder.FullName;

    public string Docs { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public Database Database { get; private set; } = null!;

    public DocumentStore Store => StoreOf("default");

    public DocumentSource Source => new(Docs, Docs);

    public static async Task<KnowledgeFixture> CreateAsync()
    {
        var fixture = new KnowledgeFixture();
        fixture.Database = await Database.OpenAsync(
            Path.Combine(fixture._folder.FullName, "supportbot.db"), TestContext.Current.CancellationToken);
        return fixture;
    }

    public DocumentStore StoreOf(string brand) => new(Database, brand, Time, "http://localhost:5080");

    public EmbeddedSearchEngine OpenIndex() => new(Path.Combine(_folder.FullName, "index"));

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var file = Path.Combine(Docs, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    public void Delete(string path) => File.Delete(Path.Combine(Docs, path));

    public Task<IngestionSummary> IngestAsync(DocumentDefaults? defaults = null) => IngestAsync(Source, defaults);

    public Task<IngestionSummary> IngestAsync(IDocumentParser parser) =>
        new IngestionPipeline(Store, parser, new DocumentDefaults())
            .RunAsync(Source, cancellationToken: TestContext.Current.CancellationToken);

    public Task<IngestionSummary> IngestAsync(DocumentSource source, DocumentDefaults? defaults = null) =>
        new IngestionPipeline(
            Store, new DocumentParser([new MarkdownReader(), new HtmlReader(), new PlainTextReader()]), defaults
            ?? new DocumentDefaults())
            .RunAsync(source, cancellationToken: TestContext.Current.CancellationToken);

    public async Task<List<Chunk>> ChunksAsync()
    {
        var chunks = new List<Chunk>();
        await foreach (var chunk in Store.AllChunksAsync(TestContext.Current.CancellationToken)) chunks.Add(chunk);
        return chunks;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
