using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Storage;

/// <summary>A database that lost content is an error that names the way to restore, never an empty database.</summary>
public sealed class LostContentTests : DatabaseFile
{
    private const int HeaderSize = 32;
    private const int FrameSize = 24 + 4096;

    private string Copy => System.IO.Path.Combine(Folder.FullName, "copy", "supportbot.db");

    [Fact]
    public async Task After_a_clean_stop_the_write_ahead_log_is_in_the_file()
    {
        await Add("kept");
        Assert.NotEmpty(await Notes());
        await Database.DisposeAsync();
        Assert.False(new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 });
        File.Copy(Path, CopyFolder());
        await using var again = await Database.OpenAsync(Copy, Token);
        Assert.Equal(["kept"], await Notes(again));
    }

    [Fact]
    public async Task A_clean_stop_empties_the_log_even_where_another_process_has_the_file_open()
    {
        await using var stranger = await Stranger();
        await Execute(stranger, "SELECT count(*) FROM note");
        await Add("kept");
        await Database.DisposeAsync();
        Assert.Equal(0, new FileInfo(Path + "-wal").Length);
    }

    [Fact]
    public async Task A_new_database_has_its_tables_in_the_file_and_leaves_nothing_else()
    {
        await using (await Database.OpenAsync(Copy, Token))
            Assert.True(new FileInfo(Copy).Length > 4096);
        Assert.Equal(
            ["supportbot.db"],
            Directory.GetFiles(System.IO.Path.GetDirectoryName(Copy)!).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public async Task Several_processes_may_make_the_database_at_once()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Database.OpenAsync(Copy, Token))));
        await opened[0]
            .WriteAsync(
                session => session.ExecuteAsync("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)"), Token);
        await opened[1].WriteAsync(session => session.ExecuteAsync("INSERT INTO note (text) VALUES ('shared')"), Token);
        foreach (var database in opened) Assert.Equal(["shared"], await Notes(database));
        foreach (var database in opened) await database.DisposeAsync();
    }

    [Fact]
    public async Task A_log_with_a_damaged_header_is_an_error_that_names_the_way_to_restore()
    {
        var random = new Random(16);
        for (var i = 0; i < 30; i++)
            await AssertLost(log => Damaged(log, random, from: 0, to: HeaderSize));
        await AssertLost(log => [.. log.Select(_ => (byte)random.Next(256))]);
        await AssertLost(log => new byte[log.Length]);
    }

    [Fact]
    public async Task A_log_damaged_before_its_last_commits_is_an_error_that_names_the_way_to_restore()
    {
        var random = new Random(17);
        for (var i = 0; i < 30; i++)
            await AssertLost(log => Damaged(log, random, from: HeaderSize, to: log.Length - 3 * FrameSize));
    }

    [Fact]
    public async Task A_log_from_which_only_the_last_commit_is_missing_is_a_power_failure()
    {
        var random = new Random(18);
        for (var i = 0; i < 10; i++)
        {
            await CopyFiles(log => Damaged(log, random, from: log.Length - FrameSize, to: log.Length));
            await using var database = await Database.OpenAsync(Copy, Token);
            Assert.NotEmpty(await Notes(database));
        }
    }

    [Fact]
    public async Task A_log_that_was_begun_anew_over_an_older_one_is_sound()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 10; i++) await Add($"{round}: {i}");
            await using (var stranger = await Stranger()) await Execute(stranger, "PRAGMA wal_checkpoint(RESTART)");
        }
        await Add("last");
        await CopyFiles(log => log);
        await using var database = await Database.OpenAsync(Copy, Token);
        Assert.Equal(31, (await Notes(database)).Count);
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("cut in half")]
    [InlineData("one byte left")]
    [InlineData("zeroed")]
    [InlineData("header overwritten")]
    [InlineData("gone beside its log")]
    [InlineData("an empty database")]
    public async Task A_file_that_lost_its_content_is_an_error_that_names_the_way_to_restore(string damage)
    {
        await CopyFiles(log => damage == "gone beside its log" ? log : []);
        var file = await File.ReadAllBytesAsync(Copy, Token);
        if (damage is "gone beside its log" or "an empty database") File.Delete(Copy);
        else await File.WriteAllBytesAsync(Copy, damage switch
        {
            "emptied" => [],
            "cut in half" => file[..(file.Length / 2)],
            "one byte left" => file[..1],
            "zeroed" => new byte[file.Length],
            _ => [.. Enumerable.Repeat((byte)7, 100), .. file[100..]],
        }, Token);
        if (damage == "an empty database")
            await using (var stranger = new SqliteConnection($"Data Source={Copy};Pooling=False"))
            {
                await stranger.OpenAsync(Token);
                await Execute(stranger, "PRAGMA journal_mode=WAL");
            }
        await AssertRefused();
    }

    [Fact]
    public async Task A_damaged_shared_memory_file_loses_nothing()
    {
        for (var i = 0; i < 5; i++) await Add($"{i}");
        await CopyFiles(log => log);
        await File.WriteAllBytesAsync(
            Copy + "-shm", [.. Enumerable.Range(0, 32768).Select(i => (byte)(i * 31))], Token);
        await using var database = await Database.OpenAsync(Copy, Token);
        Assert.Equal(5, (await Notes(database)).Count);
    }

    private async Task AssertLost(Func<byte[], byte[]> damage)
    {
        await CopyFiles(damage);
        await AssertRefused();
    }

    private async Task AssertRefused()
    {
        var before = Contents();
        var lost = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(Copy, Token));
        Assert.Equal(StorageFault.Unusable, lost.Fault);
        Assert.Contains(Copy, lost.Message, StringComparison.Ordinal);
        Assert.Contains("docs/backup-and-restore.md", lost.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    private string[] Contents() => [.. ((string[])["", "-wal"]).Select(end => Copy + end)
        .Select(file => File.Exists(file) ? Convert.ToHexString(File.ReadAllBytes(file)) : "")];

    /// <summary>Copies the files as a machine that stops now leaves them, with another log.</summary>
    private async Task CopyFiles(Func<byte[], byte[]> log)
    {
        if ((await Notes()).Count == 0)
            for (var i = 0; i < 12; i++) await Add($"note {i}");
        CopyFolder();
        foreach (var end in (string[])["", "-wal", "-shm"]) File.Delete(Copy + end);
        File.Copy(Path, Copy);
        await File.WriteAllBytesAsync(Copy + "-wal", log(await File.ReadAllBytesAsync(Path + "-wal", Token)), Token);
    }

    private string CopyFolder()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Copy)!);
        return Copy;
    }

    private static byte[] Damaged(byte[] log, Random random, int from, int to)
    {
        var at = random.Next(from, to);
        return [.. log.Select((b, i) => i == at ? (byte)(b ^ (1 + random.Next(255))) : b)];
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
