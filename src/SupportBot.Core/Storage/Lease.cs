namespace SupportBot.Core.Storage;

/// <summary>
/// The right to do work that only one process may do at a time. It expires unless renewed, so a crash releases it.
/// </summary>
/// <param name="database">Shared by all who may want it.</param>
/// <param name="brand">The brand whose work it is.</param>
/// <param name="name">The work.</param>
/// <param name="time">The clock.</param>
public sealed class Lease(Database database, string brand, string name, TimeProvider time)
{
    /// <summary>How long it lasts after <see cref="TryTakeAsync"/>.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>Takes the lease, or renews it if this object holds it.</summary>
    /// <returns>False if another holds it.</returns>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return await database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO leases (brand, name, holder, expires_at) VALUES (@brand, @name, @holder, @expires)
            ON CONFLICT (brand, name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE leases.holder = excluded.holder OR leases.expires_at <= @now
            """,
            new
            {
                brand, name, holder = _holder, now = now.ToUnixTimeMilliseconds(),
                expires = (now + Duration).ToUnixTimeMilliseconds(),
            }),
            cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Releases the lease; no effect if another holds it.</summary>
    public Task ReleaseAsync() => database.WriteAsync(session => session.ExecuteAsync(
        "DELETE FROM leases WHERE brand = @brand AND name = @name AND holder = @holder",
        new { brand, name, holder = _holder }));

    /// <summary>
    /// Runs work while holding the lease and releases it afterwards. The work is cancelled if the lease is lost.
    /// </summary>
    /// <returns>False if another holds it: then nothing was done.</returns>
    public async Task<bool> HoldAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (!await TryTakeAsync(cancellationToken).ConfigureAwait(false)) return false;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(() => work(lost.Token), CancellationToken.None);
        try
        {
            // Cancelled work holds the lease until it has ended.
            while (!await HasEndedAsync(running).ConfigureAwait(false))
                if (!await TryTakeAsync(CancellationToken.None).ConfigureAwait(false))
                    await lost.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            await lost.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseAsync().ConfigureAwait(false);
        }
        await running.ConfigureAwait(false);
        return true;
    }

    // Waits until the work ends or the lease must be renewed.
    private async Task<bool> HasEndedAsync(Task running)
    {
        await running.WaitAsync(Duration / 4, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return running.IsCompleted;
    }
}
