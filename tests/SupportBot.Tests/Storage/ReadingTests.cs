using SupportBot.Core.Storage;

namespace SupportBot.Tests.Storage;

public sealed class ReadingTests : DatabaseFile
{
    [Fact]
    public async Task A_read_sees_one_state_from_its_first_statement_to_its_last()
    {
        await Add("before");
        var (first, second) = await Database.ReadAsync(async session =>
        {
            var count = await session.ScalarAsync<long>("SELECT COUNT(*) FROM note");
            await Add("meanwhile");
            return (count, await session.ScalarAsync<long>("SELECT COUNT(*) FROM note"));
        }, Token);
        Assert.Equal((1, 1), (first, second));
        Assert.Equal(["before", "meanwhile"], await Notes());
    }

    [Fact]
    public async Task Reads_run_beside_an_open_write_and_do_not_see_it()
    {
        await Add("committed");
        var seen = await Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("INSERT INTO note (text) VALUES ('open')");
            return await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Notes()));
        }, Token);
        Assert.All(seen, notes => Assert.Equal(["committed"], notes));
        Assert.Equal(["committed", "open"], await Notes());
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        var refused = await Assert.ThrowsAsync<StorageException>(() =>
            Database.ReadAsync(session => session.ExecuteAsync("INSERT INTO note (text) VALUES ('sneaked')"), Token));
        Assert.Equal(StorageFault.Unusable, refused.Fault);
        Assert.Empty(await Notes());
    }

    [Fact]
    public async Task Rows_can_be_read_one_at_a_time_and_left_half_read()
    {
        foreach (var i in Enumerable.Range(0, 50)) await Add($"note {i}");
        for (var round = 0; round < 3; round++)
            Assert.Equal(
                "note 0",
                await Database.ReadAsync(
                    async session =>
                        await session.StreamAsync<string>("SELECT text FROM note ORDER BY id").FirstAsync(Token),
                    Token));
        await Add("after");
        Assert.Equal(51, (await Notes()).Count);
    }
}
