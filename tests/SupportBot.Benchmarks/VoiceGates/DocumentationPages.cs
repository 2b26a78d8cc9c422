using Microsoft.Extensions.DependencyInjection;
using SupportBot.Benchmarks.Customers;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>Public documentation, read as the product reads it.</summary>
internal static class DocumentationPages
{
    private static string Data =>
        Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data");

    /// <summary>Whether the evaluation data is there; where it is not, the benchmark says so and is skipped.</summary>
    public static bool AreThere()
    {
        if (Directory.Exists(Path.Combine(Data, "techqa"))) return true;
        Console.WriteLine($"skipped: no data in {Path.GetFullPath(Data)}");
        return false;
    }

    public static IReadOnlyList<ChunkedDocument> Duplicati() => Read(Path.Combine(Data, "duplicati", "docs"));

    public static IReadOnlyList<ChunkedDocument> TechQa() => Read(TechQaSet.Read().Docs);

    private static IReadOnlyList<ChunkedDocument> Read(string folder)
    {
        using var services = new ServiceCollection().AddDocuments().BuildServiceProvider();
        var parser = new DocumentParser(services.GetServices<IDocumentReader>());
        return [.. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => parser.Parse(new SourceFile(
                Path.GetRelativePath(folder, file), File.ReadAllBytes(file), "", new DocumentDefaults())).Document)
            .OfType<ChunkedDocument>().Where(document => document.Document.Language == "en")];
    }
}
