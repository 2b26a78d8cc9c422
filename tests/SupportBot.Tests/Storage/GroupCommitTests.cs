using SupportBot.Core.Storage;

namespace SupportBot.Tests.Storage;

public sealed class GroupCommitTests : DatabaseFile
{
    [Fact]
    public async Task Writes_that_wait_together_share_a_commit_and_keep_their_order()
    {
        var (release, held) = await HoldTheWriter();
        var before = WalFrames();
        var writes = Enumerable.Range(0, 500).Select(i => Add($"note {i}")).ToArray();
        release.SetResult();
        await Task.WhenAll([held, .. writes]);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"note {i}"), await Notes());
        Assert.InRange(WalFrames() - before, 1, 100);
    }

    [Fact]
    public async Task A_write_that_fails_is_undone_alone()
    {
        var (release, held) = await HoldTheWriter();
        var good = Add("good");
        var thrown = Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (text) VALUES ('half')");
            throw new InvalidOperationException("changed my mind");
        }, Token);
        var duplicate = Add("good");
        var orphan = Database.WriteAsync(
            session => session.ExecuteAsync("INSERT INTO mark (note) VALUES (4711)"), Token);
        var last = Add("last");
        release.SetResult();
        await Task.WhenAll(held, good, last);
        Assert.Equal("changed my mind", (await Assert.ThrowsAsync<InvalidOperationException>(() => thrown)).Message);
        Assert.Equal(StorageFault.Other, (await Assert.ThrowsAsync<StorageException>(() => duplicate)).Fault);
        Assert.Contains(
            "FOREIGN KEY", (await Assert.ThrowsAsync<StorageException>(() => orphan)).Message,
            StringComparison.Ordinal);
        Assert.Equal(["good", "last"], await Notes());
    }

    [Fact]
    public async Task A_write_gives_back_what_it_read_of_earlier_writes_of_its_group()
    {
        var (release, held) = await HoldTheWriter();
        var counts = Enumerable.Range(0, 20).Select(i => Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (text) VALUES (@text)", new { text = $"{i}" });
            return await session.ScalarAsync<long>("SELECT COUNT(*) FROM note");
        }, Token)).ToArray();
        release.SetResult();
        await held;
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), await Task.WhenAll(counts));
    }

    [Fact]
    public async Task A_cancelled_write_that_waits_is_not_run_and_one_that_runs_is_finished()
    {
        var (release, held) = await HoldTheWriter();
        using var cancelled = new CancellationTokenSource();
        var entered = new TaskCompletionSource();
        var running = Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (text) VALUES ('begun')");
            await cancelled.CancelAsync();
        }, cancelled.Token);
        var waiting = AddUnless("cancelled", cancelled.Token);
        var after = Add("after");
        release.SetResult();
        await Task.WhenAll(held, running, after);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AddUnless("too late", cancelled.Token));
        Assert.Equal(["begun", "after"], await Notes());
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_after()
    {
        var (release, held) = await HoldTheWriter();
        var waiting = Enumerable.Range(0, 300).Select(i => Add($"note {i}")).ToArray();
        var closing = Database.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Add("too late"));
        release.SetResult();
        await closing;
        await Task.WhenAll([held, .. waiting]);
        await using var reopened = await Database.OpenAsync(Path, Token);
        Assert.Equal(300, (await Notes(reopened)).Count);
    }

    /// <summary>Pages written to the write-ahead log; each commit writes at least one.</summary>
    private long WalFrames() => new FileInfo(Path + "-wal").Length / 4120;
}
