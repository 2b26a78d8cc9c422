using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>Documents and questions that both engines are asked about.</summary>
internal static class Corpora
{
    /// <summary>A folder of the evaluation data, read as the product reads documents.</summary>
    public static async Task IngestAsync(DocumentStore store, string folder)
    {
        await using var readers = new ServiceCollection().AddDocuments().BuildServiceProvider();
        var pipeline = new IngestionPipeline(
            store, new DocumentParser(readers.GetServices<IDocumentReader>()), new DocumentDefaults());
        await pipeline.RunAsync(new DocumentSource(folder, Data(folder)));
    }

    /// <summary>A retrieval set, whose documents are passages already: each is one chunk.</summary>
    public static Task StoreAsync(DocumentStore store, IReadOnlyList<RetrievalDocument> corpus) =>
        store.ApplyAsync(
            "benchmark", [.. corpus.Select(document => new ChunkedDocument(Read(document), [Chunk(document)]))], []);

    /// <summary>The starter questions that one of the documents answers.</summary>
    public static IReadOnlyList<RetrievalQuery> DuplicatiQuestions() =>
    [
            .. JsonLines
                .Read<StarterQuestion>(Data("duplicati/questions.jsonl"))
                .Where(question => question.Type == "answerable")
                .Select(
                    (question, i) =>
                        new RetrievalQuery(
                            $"{i}", question.Question, question.Gold.ToDictionary(document => document, _ => 1))),
    ];

    private static Document Read(RetrievalDocument document) =>
        new(
            document.Id, document.Title, $"https://docs.test/{document.Id}", Audience.Public, "en", document.Id,
            [new Section([], "", [new TextBlock(document.Text)])]);

    private static Chunk Chunk(RetrievalDocument document) => new()
    {
        DocumentId = document.Id,
        Version = 1,
        Ordinal = 0,
        Title = document.Title,
        Section = "",
        Url = $"https://docs.test/{document.Id}",
        Text = document.Text,
        Audience = Audience.Public,
        Language = "en",
    };

    private static string Data(string path) =>
        Path.Combine(
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), path);

    private sealed record StarterQuestion(string Type, string Question, IReadOnlyList<string> Gold);
}
