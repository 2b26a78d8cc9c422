using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SupportBot.Embedded.Bundle;
using SupportBot.Embedded.Onnx;

namespace SupportBot.Benchmarks;

/// <summary>
/// The bundled sentence embedding: how near its vectors are to those of the model with 32-bit weights, what questions
/// and passages cost, and how much memory it takes.
/// </summary>
internal static class EmbeddingBenchmark
{
    private const int Texts = 200;
    private const int PassageTokens = 200;
    private const int Passages = 400;

    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "embedding", "arctic-xs");

    public static async Task<int> RunAsync()
    {
        var figures = new Figures();
        var questions = LargeCorpus.Questions().ToList();
        var passages = LargeCorpus.First(Passages).Select(chunk => chunk.Text).ToList();
        var before = Environment.WorkingSet;
        var start = TimeProvider.System.GetTimestamp();
        using (var embedding = new OnnxEmbedding(Bundled, comparesWords: true))
        {
            figures.Report("Opening the model", Since(start).TotalMilliseconds, "ms");
            figures.Latencies("Embedding a question", await QuestionsAsync(embedding, questions), 5, 10);
        }
        using (var embedding = new OnnxEmbedding(Bundled))
        {
            var alone = await QuestionsAsync(embedding, questions);
            figures.Report("Its vector alone, p50", alone.Order().ElementAt(alone.Count / 2).TotalMilliseconds, "ms");
        }
        await PassagesAsync(figures, passages);
        figures.Report("Resident memory, growth", (Environment.WorkingSet - before) / 1048576.0, "MiB");
        await CompareAsync(figures, [.. questions.Take(Texts / 2), .. passages.Take(Texts / 2)]);
        return figures.ExitCode;
    }

    private static async Task<IReadOnlyList<TimeSpan>> QuestionsAsync(OnnxEmbedding embedding, List<string> questions)
    {
        var latencies = new List<TimeSpan>();
        foreach (var question in questions.Take(20).Concat(questions))
        {
            var start = TimeProvider.System.GetTimestamp();
            await embedding.GenerateVectorAsync(embedding.QuestionPrefix + question);
            latencies.Add(Since(start));
        }
        return latencies[20..];
    }

    private static async Task PassagesAsync(Figures figures, List<string> passages)
    {
        var folder = Copy(model: null, PassageTokens);
        using var embedding = new OnnxEmbedding(folder.FullName);
        string[] texts = [.. passages.Select(text => $"{text} {text} {text} {text}")];
        await embedding.GenerateAsync(texts.Take(10));
        var before = Environment.CpuUsage.TotalTime;
        foreach (var batch in texts.Chunk(64)) await embedding.GenerateAsync(batch);
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        figures.AtLeast(
            $"Passages of {PassageTokens} tokens per second of processor time", texts.Length / seconds, 40, "");
        folder.Delete(recursive: true);
    }

    private static async Task CompareAsync(Figures figures, string[] texts)
    {
        var folder = Copy(EmbeddingPackage.ReadModel(), maxTokens: 512);
        using var full = new OnnxEmbedding(folder.FullName);
        using var quantized = new OnnxEmbedding(Bundled);
        var cosines = (await full.GenerateAsync(texts))
            .Zip(await quantized.GenerateAsync(texts), (a, b) => TensorPrimitives.Dot(a.Vector.Span, b.Vector.Span))
            .ToList();
        figures.AtLeast("Cosine with the 32-bit weights, mean", cosines.Average(), 0.998, "");
        figures.Report("Cosine with the 32-bit weights, least", cosines.Min(), "");
        folder.Delete(recursive: true);
    }

    /// <summary>The bundled folder with another model or another longest text.</summary>
    private static DirectoryInfo Copy(byte[]? model, int maxTokens)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-embedding-");
        foreach (var file in Directory.GetFiles(Bundled, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Bundled, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        if (model is not null) File.WriteAllBytes(Path.Combine(folder.FullName, "model.onnx"), model);
        File.WriteAllText(
            Path.Combine(folder.FullName, "sentence_bert_config.json"), $$"""{ "max_seq_length": {{maxTokens}} }""");
        return folder;
    }

    private static TimeSpan Since(long start) => TimeProvider.System.GetElapsedTime(start);
}
