using System.Data;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

// A single writer with group commit: all waiting writes share one fsync. A sync takes milliseconds and would otherwise
// limit the disk to a few hundred messages per second.
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int LargestGroup = 256;

    // A group of this size makes good use of its sync.
    private const int GoodGroup = 32;

    // How long to wait for other concurrent writers: a sync costs more processor time than a write.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(3);

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(
        new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly PreparedConnection _connection;
    private readonly Task _loop;

    public WriteQueue(PreparedConnection connection)
    {
        _connection = connection;
        _loop = Task.Run(RunAsync);
    }

    public async Task<T> EnqueueAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        var job = new Job<T>(write, cancellationToken);
        try
        {
            await _jobs.Writer.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(Database));
        }
        return await job.Completion.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        if (_connection.State == ConnectionState.Open) EmptyLog();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    // SQLite moves the log into the file by itself only if no other process has the file open.
    private void EmptyLog()
    {
        try
        {
            _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // The disk is full or another process reads: commits remain in the log.
        }
    }

    private async Task RunAsync()
    {
        var group = new List<Job>(LargestGroup);
        while (await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (group.Count is > 1 and < GoodGroup && _jobs.Reader.Count < GoodGroup)
                await Task.Delay(Gathering).ConfigureAwait(false);
            group.Clear();
            while (group.Count < LargestGroup && _jobs.Reader.TryRead(out var job)) group.Add(job);
            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(List<Job> group)
    {
        try
        {
            // Savepoints cost as much as small writes, so only a group with a failed write is run again with them.
            if (!await TryAsync(group, isolated: false).ConfigureAwait(false))
                await TryAsync(group, isolated: true).ConfigureAwait(false);
            foreach (var job in group) job.Complete();
        }
        catch (Exception e) // The group's boundary: whatever broke the transaction is told to each that waits for it.
        {
            _connection.RollBack();
            var told = e is SqliteException ? StorageException.From(e, "The database cannot be written") : e;
            foreach (var job in group) job.Fail(told);
        }
    }

    // Returns whether the group was committed. Isolated writes fail individually; otherwise one failure undoes all.
    private async Task<bool> TryAsync(List<Job> group, bool isolated)
    {
        _connection.Run("BEGIN IMMEDIATE");
        var session = new Session(_connection);
        foreach (var job in group)
        {
            if (isolated) _connection.Run("SAVEPOINT job");
            var succeeded = await job.RunAsync(session).ConfigureAwait(false);
            if (!succeeded && !isolated)
            {
                _connection.RollBack();
                return false;
            }
            if (!succeeded) _connection.Run("ROLLBACK TO job");
            if (isolated) _connection.Run("RELEASE job");
        }
        Failpoint.Reach(Failpoint.WriteCommitting);
        _connection.Run("COMMIT");
        Failpoint.Reach(Failpoint.WriteCommitted);
        return true;
    }

    private abstract class Job
    {
        // Returns false if its changes must be undone.
        public abstract Task<bool> RunAsync(Session session);
        public abstract void Complete();
        public abstract void Fail(Exception e);
    }

    private sealed class Job<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken) : Job
    {
        private T _result = default!;
        private Exception? _failure;
        private bool _hasBegun;

        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<bool> RunAsync(Session session)
        {
            _failure = null;
            if (!_hasBegun && cancellationToken.IsCancellationRequested)
            {
                _failure = new OperationCanceledException(cancellationToken);
                return true; // Nothing to roll back.
            }
            _hasBegun = true;
            try
            {
                _result = await write(session).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: 13 or 10 })
            {
                // A failure of the caller undoes only its own write; a full or broken disk fails the whole group.
                _failure = e is SqliteException ? StorageException.From(e, "The database cannot be written") : e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_failure is null) Completion.TrySetResult(_result);
            else Completion.TrySetException(_failure);
        }

        public override void Fail(Exception e) => Completion.TrySetException(_failure ?? e);
    }
}
