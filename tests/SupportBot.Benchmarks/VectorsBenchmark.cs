using System.Diagnostics;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Embedded;
using SupportBot.Embedded.Onnx;

namespace SupportBot.Benchmarks;

/// <summary>The vectors of sections of 200 tokens and of their blocks, by an embedding in a folder.</summary>
internal sealed class VectorsBenchmark(string folder, int sections)
{
    private const int Seed = 14;
    private const int SectionsPerDocument = 10;
    private const int BlocksPerSection = 4;
    private const int WordsPerBlock = 46;
    private const double BarSections = 10_000;
    private const double BarSeconds = 500;
    private const double BarMebibytes = 512;

    // One token each.
    private static readonly string[] Words =
        ("the of and to in a is that for on as with was at by from or an be this are which you it have can not will "
            + "time use number system file page line name open close user list table read write start stop key value "
            + "set order change point data work part form service account group message support").Split(' ');

    private readonly Figures _figures = new();

    public async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("supportbot-vectors-").FullName;
        try
        {
            await using var database = await Database.OpenAsync(Path.Combine(data, "supportbot.db"));
            await RunAsync(data, database);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        return _figures.ExitCode;
    }

    private async Task RunAsync(string data, Database database)
    {
        var time = TimeProvider.System;
        var store = new DocumentStore(database, "default", time, "https://docs.test");
        var random = new Random(Seed);
        for (var i = 0; i < sections; i += SectionsPerDocument)
            await store.ApplyAsync(
                "benchmark", [Document($"{i}.md", Math.Min(SectionsPerDocument, sections - i), random)], []);
        using var embedding = new OnnxEmbedding(folder);
        using var engine = new EmbeddedSearchEngine(Path.Combine(data, "index"));
        var current = new CurrentEmbedding();
        using var follower = new IndexFollower(store, engine, current);
        await follower.CatchUpAsync();
        var model = new EmbeddingModel(
            embedding.Hash, new CachedEmbedding(embedding, new VectorCache(database, "default", embedding.Hash, time)));

        using var vectors = new BackgroundVectors(store, engine, follower, current, time);
        var (begun, before, size) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, await SizeAsync(database));
        await vectors.RunAsync(model, withBlocks: true);
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var made = vectors.Progress!.Done;
        _figures.Report("Sections", sections, "");
        _figures.Report("Vectors of sections and blocks", made, "");
        _figures.Report("Time", time.GetElapsedTime(begun).TotalSeconds, "s");
        _figures.AtMost("Processor time", seconds, BarSeconds * sections / BarSections, "s");
        _figures.Report("Growth of the database", (await SizeAsync(database) - size) / 1048576.0, "MiB");
        _figures.Report("Growth of the database, a vector", (double)(await SizeAsync(database) - size) / made, "B");
        _figures.AtMost("Peak of resident memory", Peak(), BarMebibytes, "MiB");
        await AgainAsync(vectors, model);
    }

    private async Task AgainAsync(BackgroundVectors vectors, EmbeddingModel model)
    {
        var before = Environment.CpuUsage.TotalTime;
        await vectors.RunAsync(model, withBlocks: true);
        _figures.AtMost(
            "Processor time, where nothing is missing", (Environment.CpuUsage.TotalTime - before).TotalSeconds, 1, "s");
    }

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }

    private static Task<long> SizeAsync(Database database) => database.ReadAsync(session => session.ScalarAsync<long>(
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"));

    private static ChunkedDocument Document(string id, int sections, Random random) => Chunker.Split(new Document(
        id, $"Document {id}", $"https://docs.test/{id}", Audience.Public, "en", id,
        [.. Enumerable.Range(0, sections).Select(i => new Section(
            [$"Section {i}"], $"s{i}",
            [.. Enumerable.Range(0, BlocksPerSection).Select(_ => new TextBlock(Text(random)))]))]));

    private static string Text(Random random) =>
        string.Join(' ', Enumerable.Range(0, WordsPerBlock).Select(_ => Words[random.Next(Words.Length)])) + ".";
}
