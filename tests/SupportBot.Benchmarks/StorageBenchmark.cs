using SupportBot.Core.Storage;

namespace SupportBot.Benchmarks;

/// <summary>
/// How many small writes a second reach the disk, alone and with group commit, and how quick a read is beside them.
/// </summary>
internal static class StorageBenchmark
{
    private const int Writes = 4_000;
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-").FullName;
        var figures = new Figures();
        await using (var database = await Database.OpenAsync(Path.Combine(folder, "supportbot.db")))
        {
            await database.WriteAsync(session =>
                session.ExecuteAsync("CREATE TABLE message (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
            foreach (var writers in new[] { 1, 16, 256 })
                figures.Report(
                    $"Writes by {writers} at a time", Writes / await MeasureAsync(database, writers), "writes/s");
            figures.Report("Reads one after another", Writes / await ReadAsync(database), "reads/s");
        }
        Directory.Delete(folder, recursive: true);
        return figures.ExitCode;
    }

    private static async Task<double> MeasureAsync(Database database, int writers)
    {
        var text = new string('x', 500);
        var start = Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Writes / writers; i++)
                            await database.WriteAsync(session =>
                                session.ExecuteAsync("INSERT INTO message (text) VALUES (@text)", new { text }));
        })));
        return Time.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> ReadAsync(Database database)
    {
        var start = Time.GetTimestamp();
        for (var id = 1; id <= Writes; id++)
            await database.ReadAsync(session =>
                session.FirstOrDefaultAsync<string>("SELECT text FROM message WHERE id = @id", new { id }));
        return Time.GetElapsedTime(start).TotalSeconds;
    }
}
