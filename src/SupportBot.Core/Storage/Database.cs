using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

/// <summary>
/// The database of one installation: SQLite in WAL mode with <c>synchronous=FULL</c>, so a completed
/// <see cref="WriteAsync{T}"/> is on disk. Reads run beside each other and beside the writer; writes go through one
/// queue that commits as many as are waiting together (group commit), in the order in which they came.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly WriteQueue _writes;

    private Database(string connectionString, SqliteConnection writer)
    {
        _connectionString = connectionString;
        _writes = new WriteQueue(writer);
    }

    /// <summary>Opens the file, creating it and its folder where absent, and brings the schema up to date.</summary>
    /// <param name="path">The database file, for example <c>data/supportbot.db</c>.</param>
    /// <param name="cancellationToken">Ends the wait for another process that holds the file.</param>
    /// <exception cref="StorageException">The file cannot be opened, is no database, or is of a newer version.</exception>
    public static async Task<Database> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 5 }.ToString();
            var writer = new SqliteConnection(connectionString);
            await writer.OpenAsync(cancellationToken).ConfigureAwait(false);
            await PrepareAsync(writer, cancellationToken).ConfigureAwait(false);
            await Migrations.ApplyAsync(writer, cancellationToken).ConfigureAwait(false);
            return new Database(connectionString, writer);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(e, $"The database {Path.GetFullPath(path)} cannot be opened");
        }
    }

    /// <summary>Runs a read on a connection of its own; it sees everything committed before it began.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new SqliteConnection(_connectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await read(new Session(connection, null)).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw StorageException.From(e, "The database cannot be read");
        }
    }

    /// <summary>
    /// Runs a write; when the task completes, it is committed and on disk. A write that throws is undone alone:
    /// the others of its group are kept.
    /// </summary>
    /// <exception cref="StorageException">The disk is full or the database is locked; nothing was kept.</exception>
    public Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken = default) =>
        _writes.EnqueueAsync(write, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Session, Task> write, CancellationToken cancellationToken = default) =>
        _writes.EnqueueAsync(async session =>
        {
            await write(session).ConfigureAwait(false);
            return 0;
        }, cancellationToken);

    /// <summary>Finishes the writes that wait, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync().ConfigureAwait(false);
        using var pooled = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private static async Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
