using System.Diagnostics;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Writing;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>Documents a second into a fresh index of the product's layout: by the client, and by curl from files that hold the same lines.</summary>
internal sealed class BulkSpeed : IDisposable
{
    private const int Chunks = 10_000;
    private const int Dimensions = 384;
    private const int FileBytes = 4 << 20;
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-bulk-");
    private readonly ElasticsearchOptions _options;
    private readonly ElasticsearchClient _client;
    private readonly List<BulkOperation> _operations = [.. LargeCorpus.First(Chunks).Select(Operation)];

    private BulkSpeed(ElasticsearchOptions options) => (_options, _client) = (options, new ElasticsearchClient(options, Clock));

    public static async Task MeasureAsync(ElasticsearchOptions options, Figures figures)
    {
        using var speed = new BulkSpeed(options);
        speed.WriteFiles();
        await speed.IntoFreshIndexAsync(speed.CurlAsync); // The server compiles what it runs; neither is to pay for that.
        var curl = Chunks / (await speed.IntoFreshIndexAsync(speed.CurlAsync)).TotalSeconds;
        var client = Chunks / (await speed.IntoFreshIndexAsync(speed.BulkAsync)).TotalSeconds;
        figures.Report("Bulk by curl from files", curl, "chunks/s");
        figures.Report("Bulk by the client", client, "chunks/s");
        figures.AtLeast("Bulk by the client, part of curl's speed", client / curl, 0.8, "");
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static BulkOperation Operation(Chunk chunk, int number)
    {
        var random = new Random(number);
        var vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        for (var i = 0; i < vector.Length; i++) vector[i] /= length;
        return BulkOperation.Index(chunk.Id, json => ChunkJson.Write(json, chunk, 1, vector));
    }

    private void WriteFiles()
    {
        using var batch = new BulkBatch();
        for (var (i, files) = (0, 0); i < Chunks; i++)
        {
            batch.Add(_operations[i]);
            if (batch.Body.Length < FileBytes && i < Chunks - 1) continue;
            File.WriteAllBytes(Path.Combine(_folder.FullName, $"{files++:000}.ndjson"), batch.Body.ToArray());
            batch.Keep([]);
        }
    }

    private async Task<TimeSpan> IntoFreshIndexAsync(Func<string, Task> fillAsync)
    {
        var index = $"{_options.IndexPrefix}-bulk";
        Check((await _client.Indices.CreateAsync(index, new IndexBody(1, null).Write, default)).Error);
        Check((await _client.Indices.PutMappingAsync(index, json => VectorField.Write(json, Dimensions, "auto"), default)).Error);
        var began = Clock.GetTimestamp();
        await fillAsync(index);
        var elapsed = Clock.GetElapsedTime(began);
        Check((await _client.Indices.RefreshAsync(index, default)).Error);
        var count = (await _client.Searches.CountAsync(index, SupportBot.Elasticsearch.Search.Query.MatchAll, default)).Value;
        Check((await _client.Indices.DeleteAsync(index, default)).Error);
        return count == Chunks ? elapsed : throw new InvalidOperationException($"The index holds {count} chunks.");
    }

    private async Task BulkAsync(string index) =>
        Check((await _client.Bulks.BulkAsync(index, _operations.ToAsyncEnumerable(), requireAlias: false, default)).Error);

    /// <summary>One curl over one connection; the key lies in a file, since arguments can be seen by everybody on the machine.</summary>
    private async Task CurlAsync(string index)
    {
        var headers = Path.Combine(_folder.FullName, "headers");
        await File.WriteAllTextAsync(headers, $"Content-Type: application/x-ndjson\n{(Authentication.Of(_options) is { } signIn ? $"Authorization: {signIn}\n" : "")}");
        var arguments = _folder.GetFiles("*.ndjson").OrderBy(file => file.Name).Select(file => new[]
        {
            "--silent", "--show-error", "--fail", "--output", "/dev/null", "--header", $"@{headers}", "--data-binary", $"@{file.FullName}",
            new Uri(Addresses.Of(_options)[0], $"{index}/_bulk").AbsoluteUri,
        });
        using var curl = Process.Start(new ProcessStartInfo("curl", arguments.Aggregate((all, next) => [.. all, "--next", .. next])))!;
        await curl.WaitForExitAsync();
        if (curl.ExitCode != 0) throw new InvalidOperationException($"curl ended with {curl.ExitCode}.");
    }

    private static void Check(ElasticsearchError? error)
    {
        if (error is not null) throw new InvalidOperationException(error.Message);
    }
}
