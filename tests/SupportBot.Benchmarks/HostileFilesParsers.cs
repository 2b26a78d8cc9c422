using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;
using SupportBot.Knowledge.Parsing;
using SupportBot.Settings;

namespace SupportBot.Benchmarks;

/// <summary>Parses single files as a host with default settings does.</summary>
internal sealed class HostileFilesParsers(ServiceProvider services, DocumentParsers parsers) : IDisposable
{
    public static HostileFilesParsers Create()
    {
        var services = new ServiceCollection().AddDocuments().BuildServiceProvider();
        var parser = new DocumentParser(services.GetServices<IDocumentReader>());
        return new(services, new DocumentParsers(parser, Options.Create(new DocsOptions()), TimeProvider.System));
    }

    /// <returns>Why the file is rejected; null where it is indexed.</returns>
    public async Task<string?> ParseAsync(string path)
    {
        var file = new SourceFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path), "hash",
            new DocumentDefaults());
        return (await parsers.ParseAsync(file, CancellationToken.None)).Rejected?.Reason;
    }

    public void Dispose()
    {
        parsers.Dispose();
        services.Dispose();
    }
}
