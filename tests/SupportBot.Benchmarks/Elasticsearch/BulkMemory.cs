using System.Diagnostics;
using System.Globalization;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Writing;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>
/// One bulk of 10,000 chunks with their vectors, in a process of its own, whose highest memory the system knows.
/// </summary>
internal static class BulkMemory
{
    public const string Verb = "elasticsearch-bulk";

    private const int Chunks = 10_000;
    private const int Dimensions = 768;

    public static async Task MeasureAsync(Figures figures)
    {
        await using var node = await SinkNode.StartAsync();
        // With the garbage collector as the product itself has it.
        string[] program =
        [
            "exec",
            "--runtimeconfig",
            InOutput("supportbot.runtimeconfig.json"),
            InOutput("SupportBot.Benchmarks.dll"),
            Verb,
            node.Address,
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", program) { RedirectStandardOutput = true })!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("The bulk failed.");
        figures.AtMost(
            $"One bulk of {Chunks:#,0} chunks with {Dimensions} dimensions, highest memory",
            double.Parse(said[0], CultureInfo.InvariantCulture), 200, "MiB");
        figures.Report(
            "Of it before the bulk, with all chunks and vectors read",
            double.Parse(said[1], CultureInfo.InvariantCulture), "MiB");
        figures.Report(
            "The same, to a node that does nothing", double.Parse(said[2], CultureInfo.InvariantCulture), "chunks/s");
        figures.Report("The same, processor time", double.Parse(said[3], CultureInfo.InvariantCulture), "s");
        figures.Report("The same, sent", node.Bytes / 1024.0 / 1024.0, "MiB");
    }

    /// <summary>
    /// The process: says its highest memory in MiB, after and before the bulk, how many chunks it sent in a second, and
    /// its processor time.
    /// </summary>
    public static async Task<int> RunAsync(string address)
    {
        var clock = TimeProvider.System;
        using var cluster = new ElasticsearchCluster(new ElasticsearchOptions { Urls = [address] }, clock);
        // All are in memory, as the engine has them.
        var operations = LargeCorpus.First(Chunks).Select(Operation).ToList();

        var before = HighestMemory();
        var (began, used) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = await cluster.Bulks.BulkAsync(
            "kb", operations.ToAsyncEnumerable(), requireAlias: false, CancellationToken.None);
        var (seconds, processor) = (
            clock.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        if (!result.IsComplete || result.Succeeded != Chunks) return 1;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{HighestMemory()} {before} {Chunks / seconds} {processor}"));
        return 0;
    }

    private static BulkOperation Operation(Chunk chunk, int number)
    {
        var random = new Random(number);
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        return BulkOperation.Index(chunk.Id, json => ChunkJson.Write(json, chunk, 1, vector));
    }

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static double HighestMemory() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line =>
                double.Parse(
                    line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture) / 1024)
            .Single();
}
