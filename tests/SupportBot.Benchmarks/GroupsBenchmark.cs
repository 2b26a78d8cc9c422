using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded;
using SupportBot.Embedded.Onnx;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge;

namespace SupportBot.Benchmarks;

/// <summary>
/// CLINC150's validation questions, twenty for each of 150 intents, grouped as gaps are: whether those put together
/// have one intent. Its training questions, without their intents, stand for the documents that tell how rare words
/// are.
/// </summary>
internal static class GroupsBenchmark
{
    public static async Task<int> RunAsync()
    {
        if (await Clinc150.ReadAsync() is not { } set) return 0;
        var chunks = set["train"].Select((question, i) => Chunk(i, question[0])).ToList();
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-");
        var figures = new Figures();
        using (var engine = new EmbeddedSearchEngine(folder.FullName))
        {
            await engine.ApplyAsync(
                new IndexChanges(
                    [.. chunks.Select(chunk => new IndexedDocument(chunk.DocumentId, [chunk], []))], [], 1),
                CancellationToken.None);
            string[] texts = [.. set["val"].Select(question => question[0])];
            string[] intents = [.. set["val"].Select(question => question[1])];
            Report("words", await LeadersAsync(texts, engine, null), intents, figures);
            Report(
                "words and a trained embedding",
                await LeadersAsync(texts, engine, EmbeddingTrainer.Train(chunks, CancellationToken.None).Model),
                intents, figures);
            using var bundled = new OnnxEmbedding(BundledEmbedding.Folder);
            Report(
                "words and the built-in embedding",
                await LeadersAsync(
                    texts, engine,
                    new EmbeddingModel(bundled.Hash, bundled) { QuestionPrefix = bundled.QuestionPrefix }),
                intents, figures);
        }
        folder.Delete(recursive: true);
        return figures.ExitCode;
    }

    private static async Task<int[]> LeadersAsync(string[] texts, EmbeddedSearchEngine engine, EmbeddingModel? model) =>
        QuestionClustering.Leaders(await QuestionVector.OfAsync(texts, engine, model, CancellationToken.None));

    private static void Report(string by, int[] leaders, string[] intents, Figures figures)
    {
        long together = 0, right = 0, same = 0;
        for (var i = 0; i < leaders.Length; i++)
            for (var j = 0; j < i; j++)
            {
                if (leaders[i] == leaders[j]) together++;
                if (intents[i] == intents[j]) same++;
                if (leaders[i] == leaders[j] && intents[i] == intents[j]) right++;
            }
        figures.Report($"By {by}: groups of {leaders.Length:#,0} questions", leaders.Distinct().Count(), "");
        figures.Report($"By {by}: pairs put together that have one intent", (double)right / together, "");
        figures.Report($"By {by}: pairs of one intent put together", (double)right / same, "");
    }

    private static Chunk Chunk(int number, string text) => new()
    {
            DocumentId = $"{number}",
            Version = 1,
            Ordinal = 0,
            Title = "",
            Section = "",
            Url = "",
            Text = text,
            Audience = Audience.Public,
            Language = "en",
    };
}
