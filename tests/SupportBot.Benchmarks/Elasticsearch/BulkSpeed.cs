using System.Diagnostics;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Transport;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Engine.Writing;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>
/// Documents a second into a fresh index of the product's layout: by the client, and by curl from files that hold the
/// same lines.
/// </summary>
internal sealed class BulkSpeed : IDisposable
{
    private const int Chunks = 10_000;
    private const int Dimensions = 384;
    private const int FileBytes = 4 << 20;
    private const int Rounds = 5;
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-bulk-");
    private readonly ElasticsearchOptions _options;
    private readonly ElasticsearchCluster _cluster;
    private readonly List<BulkOperation> _operations = [.. LargeCorpus.First(Chunks).Select(Operation)];

    private BulkSpeed(ElasticsearchOptions options) =>
        (_options, _cluster) = (options, new ElasticsearchCluster(options, Clock));

    public static async Task MeasureAsync(ElasticsearchOptions options, Figures figures)
    {
        using var speed = new BulkSpeed(options);
        speed.WriteFiles();
        // The server compiles what it runs; neither is to pay for that.
        await speed.IntoFreshIndexAsync(speed.CurlAsync);
        var (curl, client) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            curl.Add(Chunks / (await speed.IntoFreshIndexAsync(speed.CurlAsync)).TotalSeconds);
            client.Add(Chunks / (await speed.IntoFreshIndexAsync(speed.BulkAsync)).TotalSeconds);
        }
        figures.Report($"Bulk by curl from files, median of {Rounds}", Median(curl), "chunks/s");
        figures.Report($"Bulk by the client, median of {Rounds}", Median(client), "chunks/s");
        figures.AtLeast("Bulk by the client, part of curl's speed", Median(client) / Median(curl), 0.75, "");
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _folder.Delete(recursive: true);
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);

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
        var mapping = new PutMappingRequest(index) { Properties = VectorField.Of(Dimensions, "auto") };
        await CallAsync((client, token) => client.Indices.CreateAsync(new NewIndex(1, null).Request(index), token));
        await CallAsync((client, token) => client.Indices.PutMappingAsync(mapping, token));
        var began = Clock.GetTimestamp();
        await fillAsync(index);
        var elapsed = Clock.GetElapsedTime(began);
        await CallAsync((client, token) => client.Indices.RefreshAsync(index, token));
        var count = (await CallAsync((client, token) => client.CountAsync(new CountRequest(index), token))).Count;
        await CallAsync((client, token) => client.Indices.DeleteAsync(index, token));
        return count == Chunks ? elapsed : throw new InvalidOperationException($"The index holds {count} chunks.");
    }

    private async Task BulkAsync(string index)
    {
        var result = await _cluster.Bulks.BulkAsync(
            index, _operations.ToAsyncEnumerable(), requireAlias: false, default);
        if (!result.IsComplete) throw new InvalidOperationException(result.Error?.Message ?? "Items were turned away.");
    }

    /// <summary>
    /// One curl over one connection; the key lies in a file, since arguments can be seen by everybody on the machine.
    /// </summary>
    private async Task CurlAsync(string index)
    {
        var headers = Path.Combine(_folder.FullName, "headers");
        await File.WriteAllTextAsync(headers, $"Content-Type: application/x-ndjson\n{SignIn()}");
        var arguments = _folder.GetFiles("*.ndjson").OrderBy(file => file.Name).Select(file => new[]
        {
            "--silent", "--show-error", "--fail", "--output", "/dev/null", "--header", $"@{headers}", "--data-binary",
            $"@{file.FullName}",
            new Uri(NodeAddresses.Of(_options)[0], $"{index}/_bulk").AbsoluteUri,
        });
        using var curl = Process.Start(
            new ProcessStartInfo("curl", arguments.Aggregate((all, next) => [.. all, "--next", .. next])))!;
        await curl.WaitForExitAsync();
        if (curl.ExitCode != 0) throw new InvalidOperationException($"curl ended with {curl.ExitCode}.");
    }

    private string SignIn() =>
        Connections.SignIn(_options) is { } header && header.TryGetAuthorizationParameters(out var value)
            ? $"Authorization: {header.AuthScheme} {value}\n"
            : "";

    private async Task<T> CallAsync<T>(Func<ElasticsearchClient, CancellationToken, Task<T>> call)
        where T : TransportResponse
    {
        var answer = await _cluster.ManageAsync(call, default);
        return answer.Succeeded ? answer.Value : throw new InvalidOperationException(answer.Error.Message);
    }
}
