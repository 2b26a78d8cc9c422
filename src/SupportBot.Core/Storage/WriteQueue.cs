using System.Data;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

/// <summary>
/// One writer with group commit: whatever waits when a transaction begins shares its one fsync. A full sync costs
/// milliseconds, so without this the disk would allow a few hundred messages a second.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int LargestGroup = 256;

    /// <summary>A group of this size makes good use of its sync.</summary>
    private const int GoodGroup = 32;

    /// <summary>How long others are waited for where several writers are at work: a sync costs the processor more than a write.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(3);

    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(4096) { SingleReader = true });
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

    /// <summary>Moves the write-ahead log into the file. SQLite does so itself only where no other process has the file open.</summary>
    private void EmptyLog()
    {
        try
        {
            _connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // The disk is full or another process reads: what is committed stays safe in the log.
        }
    }

    private async Task RunAsync()
    {
        var group = new List<Job>(LargestGroup);
        while (await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (group.Count is > 1 and < GoodGroup && _jobs.Reader.Count < GoodGroup) await Task.Delay(Gathering).ConfigureAwait(false);
            group.Clear();
            while (group.Count < LargestGroup && _jobs.Reader.TryRead(out var job)) group.Add(job);
            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(List<Job> group)
    {
        try
        {
            // Savepoints cost as much as small writes, so only a group in which one fails gets them, in a second run.
            if (!await TryAsync(group, isolated: false).ConfigureAwait(false)) await TryAsync(group, isolated: true).ConfigureAwait(false);
            foreach (var job in group) job.Complete();
        }
        catch (Exception e) // The group's boundary: whatever broke the transaction is told to each that waits for it.
        {
            _connection.RollBack();
            var told = e is SqliteException ? StorageException.From(e, "The database cannot be written") : e;
            foreach (var job in group) job.Fail(told);
        }
    }

    /// <summary>Runs and commits a group.</summary>
    /// <param name="group">The writes, in order.</param>
    /// <param name="isolated">Whether one that fails is undone alone; otherwise it undoes all.</param>
    /// <returns>Whether it was committed.</returns>
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
        /// <returns>False where what it has written is to be undone.</returns>
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
                return true; // It has written nothing that were to be undone.
            }
            _hasBegun = true;
            try
            {
                _result = await write(session).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: 13 or 10 })
            {
                // The caller's own failure undoes the caller's own write; a full or broken disk ends the whole group.
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
