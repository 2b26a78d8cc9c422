using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

/// <summary>Open read-only connections, each with its statements prepared. The driver's own pool would forget those.</summary>
internal sealed class ReaderPool(string connectionString) : IDisposable
{
    /// <summary>Each holds a cache of up to 2 MB.</summary>
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<PreparedConnection> _idle = [];
    private bool _closed;

    /// <summary>Runs a read in a transaction of its own.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public async Task<T> RunAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        var connection = _idle.TryTake(out var idle) ? idle : new PreparedConnection(connectionString);
        var isSound = false;
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            connection.Run("BEGIN");
            var result = await read(new Session(connection)).ConfigureAwait(false);
            connection.Run("COMMIT");
            isSound = !_closed && _idle.Count < MaxIdle;
            return result;
        }
        finally
        {
            if (isSound) _idle.Add(connection);
            else await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var idle)) idle.Dispose();
    }
}
