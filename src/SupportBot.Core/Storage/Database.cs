using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

/// <summary>
/// The database of one installation: SQLite in WAL mode with <c>synchronous=FULL</c>, so a completed
/// <see cref="WriteAsync{T}"/> is on disk. Reads run beside each other and beside the writer; writes go through one
/// queue that commits as many as are waiting together (group commit), in the order in which they came. A write must not
/// wait for another write of the same database, nor for anything slow: all others wait for it.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // How long a statement waits for another process that locks the file.
    private const int LockTimeoutSeconds = 5;

    // Messages of many concurrent conversations touch many pages; SQLite's default of 2 MB is too small.
    private const int WriterCacheKiB = 16 * 1024;

    // How long ScrubAsync waits for other writers, and for the log to become empty.
    private const int ScrubTimeoutSeconds = 30;
    private static readonly TimeSpan ScrubPause = TimeSpan.FromMilliseconds(50);

    // SQLite takes a file below its smallest page size for a new database and overwrites it.
    private const int SmallestPage = 512;

    private readonly string _path;
    private readonly ReaderPool _readers;
    private readonly WriteQueue _writes;

    private Database(string path, PreparedConnection writer)
    {
        _path = path;
        _readers = new ReaderPool(ConnectionString(path, SqliteOpenMode.ReadOnly));
        _writes = new WriteQueue(writer);
    }

    /// <summary>Opens the file, creating it and its folder if absent, and brings the schema up to date.</summary>
    /// <param name="path">The database file, for example <c>data/supportbot.db</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="StorageException">
    /// The file cannot be opened, is no database, is of a newer version, or it or its log has lost content.
    /// </exception>
    public static async Task<Database> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        PreparedConnection? writer = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            EnsureNothingIsLost(path);
            if (!File.Exists(path)) await CreateAsync(path, cancellationToken).ConfigureAwait(false);
            writer = await OpenWriterAsync(path, SqliteOpenMode.ReadWrite, cancellationToken).ConfigureAwait(false);
            if (await Migrations.VersionAsync(writer).ConfigureAwait(false) == 0)
                throw StorageException.Lost(path, "it holds no tables");
            await Migrations.ApplyAsync(writer).ConfigureAwait(false);
            return new Database(path, writer);
        }
        catch (Exception e) // Whatever it was, the file must not stay open.
        {
            if (writer is not null) await writer.DisposeAsync().ConfigureAwait(false);
            if (e is SqliteException or IOException and not StorageException or UnauthorizedAccessException)
                throw StorageException.From(e, $"The database {Path.GetFullPath(path)} cannot be opened");
            throw;
        }
    }

    /// <summary>
    /// Runs a read on a read-only connection of its own, in one state of the database from its first statement to its
    /// last: everything committed before, nothing of what comes after.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be read, or the delegate tried to write.</exception>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _readers.RunAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw StorageException.From(e, "The database cannot be read");
        }
    }

    /// <summary>
    /// Runs a write; when the task completes, it is committed and on disk. A write that throws is undone alone:
    /// the others of its group are kept. A write that is cancelled before it begins is never run; one that has begun is
    /// finished.
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

    /// <summary>
    /// Removes all traces of deleted data from the files: rewrites the database and empties the write-ahead log. SQLite
    /// overwrites deleted rows, but copies can remain where it moved rows between pages. Reads continue; writes wait,
    /// about a second per 100 MB.
    /// </summary>
    /// <exception cref="StorageException">
    /// The disk is full, or another process kept the database busy: do it again.
    /// </exception>
    public async Task ScrubAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new PreparedConnection(ConnectionString(_path, SqliteOpenMode.ReadWrite));
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            connection.DefaultTimeout = ScrubTimeoutSeconds;
            await new Session(connection).ExecuteAsync("VACUUM").ConfigureAwait(false);
            if (!await EmptyLogAsync(connection, cancellationToken).ConfigureAwait(false))
                throw new StorageException(StorageFault.Locked, "What was deleted is still in the files: "
                    + "another process reads the database for long. Do it again when that has ended.");
        }
        catch (SqliteException e)
        {
            throw StorageException.From(e, "What was deleted may still be in the files");
        }
    }

    /// <summary>
    /// Completes waiting writes, checkpoints the write-ahead log, and closes the database. The writer is closed last,
    /// because SQLite deletes the log only from a writable connection.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writes.DisposeAsync().ConfigureAwait(false);
    }

    // Creates the database under a temporary name and moves it into place, so that a database without tables always
    // means lost content and never an interrupted creation.
    private static async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            await using (var writer = await OpenWriterAsync(
                unfinished, SqliteOpenMode.ReadWriteCreate, cancellationToken).ConfigureAwait(false))
                await Migrations.ApplyAsync(writer).ConfigureAwait(false);
            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process has created it meanwhile.
        }
        finally
        {
            foreach (var end in (string[])["", "-wal", "-shm"]) File.Delete(unfinished + end);
        }
    }

    private static async Task<PreparedConnection> OpenWriterAsync(
        string path, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var writer = new PreparedConnection(ConnectionString(path, mode));
        try
        {
            await writer.OpenAsync(cancellationToken).ConfigureAwait(false);
            writer.Run($"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                + $"PRAGMA cache_size=-{WriterCacheKiB}");
            return writer;
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // SQLite takes an empty file for a new database, and an unreadable log for an empty one.
    private static void EnsureNothingIsLost(string path)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: < SmallestPage })
            throw StorageException.Lost(path, $"the file has {file.Length} bytes");
        if (WriteAheadLog.IsDamaged(path))
            throw StorageException.Lost(path, $"its write-ahead log {WriteAheadLog.PathOf(path)} is damaged");
        if (!file.Exists && !Directory.Exists(path) && WriteAheadLog.HasContent(path))
            throw StorageException.Lost(
                path, $"the file is gone, though its write-ahead log {WriteAheadLog.PathOf(path)} is there");
    }

    // Retries, since checkpoints of other processes make ours fail immediately and their readers keep the log.
    private static async Task<bool> EmptyLogAsync(PreparedConnection connection, CancellationToken cancellationToken)
    {
        for (var tries = ScrubTimeoutSeconds / ScrubPause.TotalSeconds; tries > 0; tries--)
        {
            if (await new Session(connection)
                .ScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false) == 0)
                return true;
            await Task.Delay(ScrubPause, cancellationToken).ConfigureAwait(false);
        }
        return false;
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = LockTimeoutSeconds,
        Mode = mode,
        Pooling = false, // Closing a connection closes the file.
        ForeignKeys = mode == SqliteOpenMode.ReadOnly ? null : true,
    }.ToString();
}
