using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Storage;

/// <summary>A database in a folder of its own, with one table for notes.</summary>
public abstract class DatabaseFile : IAsyncLifetime
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("supportbot-storage-");

    private protected string Path => System.IO.Path.Combine(Folder.FullName, "data", "supportbot.db");

    private protected Database Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await Database.OpenAsync(Path, Token);
        await Database.WriteAsync(session => session.ExecuteAsync(
                    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE); CREATE TABLE mark (note "
                        + "INTEGER NOT NULL REFERENCES note (id))"),
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task Add(string text) => AddUnless(text, Token);

    private protected Task AddUnless(string text, CancellationToken cancelled) =>
        Database.WriteAsync(
            session => session.ExecuteAsync("INSERT INTO note (text) VALUES (@text)", new { text }), cancelled);

    private protected Task<IReadOnlyList<string>> Notes() => Notes(Database);

    private protected static Task<IReadOnlyList<string>> Notes(Database database) =>
        database.ReadAsync(session => session.QueryAsync<string>("SELECT text FROM note ORDER BY id"), Token);

    /// <summary>
    /// Holds the writer in a write until the returned source is set, so that what comes after waits together.
    /// </summary>
    private protected async Task<(TaskCompletionSource Release, Task Held)> HoldTheWriter()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = Database.WriteAsync(async _ =>
        {
            entered.SetResult();
            await release.Task;
        }, Token);
        await entered.Task;
        return (release, held);
    }

    /// <summary>A connection as another program would have.</summary>
    private protected async Task<SqliteConnection> Stranger()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync(Token);
        return connection;
    }
}
