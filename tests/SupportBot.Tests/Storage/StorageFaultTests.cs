using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Storage;

public sealed class StorageFaultTests : DatabaseFile
{
    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_reads_and_recovers_without_a_restart()
    {
        await Add("before");
        await LimitPages("(SELECT page_count FROM pragma_page_count)");
        var full = await Assert.ThrowsAsync<StorageException>(() => Add(new string('x', 100_000)));
        Assert.Equal(StorageFault.Full, full.Fault);
        Assert.Contains("Free some space", full.Message, StringComparison.Ordinal);
        Assert.Equal(["before"], await Notes());
        await LimitPages("1000000");
        await Add("after");
        Assert.Equal(["before", "after"], await Notes());
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_waited_for_and_then_said_to_be_locked()
    {
        await using (var stranger = await Stranger())
        {
            await Execute(stranger, "BEGIN EXCLUSIVE");
            var locked = await Assert.ThrowsAsync<StorageException>(() => Add("held up"));
            Assert.Equal(StorageFault.Locked, locked.Fault);
            Assert.Empty(await Notes());
            await Execute(stranger, "ROLLBACK");
        }
        await Add("after");
        Assert.Equal(["after"], await Notes());
    }

    [Fact]
    public async Task What_is_no_database_is_not_opened_and_not_touched()
    {
        var path = System.IO.Path.Combine(Folder.FullName, "letter.db");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("Dear Sir or Madam, ", 500)), Token);
        var before = await File.ReadAllBytesAsync(path, Token);
        var unusable = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(path, Token));
        Assert.Equal(StorageFault.Unusable, unusable.Fault);
        Assert.Contains(path, unusable.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_said_to_be_unusable()
    {
        var unusable = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(Folder.FullName, Token));
        Assert.Equal(StorageFault.Unusable, unusable.Fault);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_let_go()
    {
        await using (var stranger = await Stranger()) await Execute(stranger, "PRAGMA user_version=9999");
        var newer = await Assert.ThrowsAsync<StorageException>(() => Database.OpenAsync(Path, Token));
        Assert.Equal(StorageFault.Unusable, newer.Fault);
        Assert.StartsWith("The database is of version 9999", newer.Message, StringComparison.Ordinal);
        await using (var stranger = await Stranger()) await Execute(stranger, "BEGIN EXCLUSIVE; ROLLBACK");
    }

    [Fact]
    public async Task Opening_again_keeps_the_schema_and_what_was_written()
    {
        await Add("kept");
        var version = await Version(Database);
        await using var again = await Database.OpenAsync(Path, Token);
        Assert.Equal(version, await Version(again));
        Assert.Equal(["kept"], await Notes(again));
    }

    [Fact]
    public async Task A_machine_that_stops_in_a_write_has_the_state_before_it()
    {
        await Add("committed");
        await Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (text) VALUES ('half')");
            Assert.Equal(["committed"], await NotesAfterStop(bytesLost: 0));
        }, Token);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4000)]
    public async Task A_commit_that_did_not_reach_the_disk_whole_is_as_if_it_had_never_been(int bytesLost)
    {
        await Add("committed");
        await Add("torn");
        Assert.Equal(["committed"], await NotesAfterStop(bytesLost));
    }

    /// <summary>Opens a copy of the files as they are at this moment, with the end of the log cut off.</summary>
    private async Task<IReadOnlyList<string>> NotesAfterStop(int bytesLost)
    {
        var copy = System.IO.Path.Combine(Folder.FullName, "copy.db");
        File.Copy(Path, copy);
        var log = await File.ReadAllBytesAsync(Path + "-wal", Token);
        await File.WriteAllBytesAsync(copy + "-wal", log[..^bytesLost], Token);
        await using var reopened = await Database.OpenAsync(copy, Token);
        return await Notes(reopened);
    }

    private Task LimitPages(string pages) => Database.WriteAsync(async session =>
    {
        var limit = await session.ScalarAsync<long>($"SELECT {pages}");
        await session.ExecuteAsync($"PRAGMA max_page_count={limit}");
    }, Token);

    private static Task<long> Version(Database database) =>
        database.ReadAsync(session => session.ScalarAsync<long>("PRAGMA user_version"), Token);

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
