using System.Collections.Concurrent;

namespace SupportBot.Core.Storage;

// Read-only connections with prepared statements, which the driver's own pool would discard.
internal sealed class ReaderPool(string connectionString) : IDisposable
{
    // Each has a cache of up to 2 MB.
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<PreparedConnection> _idle = [];
    private bool _closed;

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
