using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;

namespace SupportBot.Benchmarks;

/// <summary>
/// How long others' small writes wait while old data is pruned, and while a conversation is erased from a large
/// database.
/// </summary>
internal static class PrivacyBenchmark
{
    private const int Conversations = 50_000;
    private const int Writers = 8;
    private const string Brand = "default";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-").FullName;
        var file = Path.Combine(folder, "supportbot.db");
        var figures = new Figures();
        await using (var database = await Database.OpenAsync(file))
        {
            await AuditBenchmark.FillAsync(database, Conversations);
            await database.WriteAsync(session =>
                session.ExecuteAsync("CREATE TABLE message (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
            figures.Report("Database", new FileInfo(file).Length / 1048576.0, "MiB");

            var alone = await WatchAsync(database, (_, stop) => Task.Delay(Watched, stop));
            figures.Report("Small writes alone, p95", P95(alone), "ms");
            foreach (
                var (table, rules) in new[]
                {
                    ("audit_content", Rules(audit: TimeSpan.Zero)),
                    ("activity", Rules(conversations: TimeSpan.Zero)),
                })
            {
                var before = await CountAsync(database, table);
                var beside = await WatchAsync(database, (own, _) => PruneAsync(own, rules));
                figures.AtMost($"Small writes while {table} is pruned, p95", P95(beside), P95(alone) + 5, "ms");
                figures.Report(
                    $"Rows of {table} pruned", (before - await CountAsync(database, table)) / Watched.TotalSeconds,
                    "rows/s");
            }

            var paused = await WatchAsync(database, async (own, stop) =>
            {
                var start = Time.GetTimestamp();
                await new Erasure(own, Brand, Time).EraseAsync([$"c{Conversations}"], "asked for", stop);
                figures.Report("Erase one conversation", Time.GetElapsedTime(start).TotalSeconds, "s");
            }, file);
            figures.Report(
                "Small write beside an erasure, the slowest", paused.Max(latency => latency.TotalSeconds), "s");
        }
        Directory.Delete(folder, recursive: true);
        return figures.ExitCode;
    }

    private static double P95(IReadOnlyList<TimeSpan> latencies) =>
        latencies.Select(latency => latency.TotalMilliseconds).Order().ElementAt(latencies.Count * 95 / 100);

    private static RetentionRules Rules(TimeSpan? conversations = null, TimeSpan? audit = null) =>
        new(conversations, audit, null, null);

    /// <summary>Prunes for a while.</summary>
    private static async Task PruneAsync(Database database, RetentionRules rules)
    {
        using var enough = new CancellationTokenSource(Watched, Time);
        try
        {
            await new Pruner(database, Brand, rules, Time).PruneAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            // That was enough.
        }
    }

    private static Task<long> CountAsync(Database database, string table) =>
        database.ReadAsync(session => session.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));

    /// <summary>Does something while small writes come, and says how long each took.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> WatchAsync(
        Database database, Func<Database, CancellationToken, Task> work, string? ownFile = null)
    {
        using var ended = new CancellationTokenSource();
        var writing = Enumerable
            .Range(0, Writers)
            .Select(_ => Task.Run(() => WriteAsync(database, ended.Token)))
            .ToList();
        if (ownFile is null) await work(database, ended.Token);
        else await using (var own = await Database.OpenAsync(ownFile)) await work(own, ended.Token);
        await ended.CancelAsync();
        return [.. (await Task.WhenAll(writing)).SelectMany(latencies => latencies)];
    }

    private static async Task<List<TimeSpan>> WriteAsync(Database database, CancellationToken ended)
    {
        var (latencies, text) = (new List<TimeSpan>(), new string('x', 500));
        while (!ended.IsCancellationRequested)
        {
            var start = Time.GetTimestamp();
            await database.WriteAsync(
                session => session.ExecuteAsync("INSERT INTO message (text) VALUES (@text)", new { text }),
                CancellationToken.None);
            latencies.Add(Time.GetElapsedTime(start));
            await Task.Delay(Gap, Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return latencies;
    }
}
