using System.Text;
using Microsoft.Data.Sqlite;
using SupportBot.Core.Audit;

namespace SupportBot.Tests.Audit;

public sealed class ErasureTests
{
    [Fact]
    public async Task What_was_erased_leaves_a_tombstone_and_a_chain_that_is_whole()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(5);
        Assert.Equal(3, await talk.Store.EraseAsync("c1", "asked for by the visitor"));
        Assert.Equal(0, await talk.Store.EraseAsync("c1", "asked again"));
        var verdict = await talk.VerifyAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal(3, verdict.Erased);

        var tombstone = Assert.Single(await talk.Store.ListAsync(new AuditFilter(Conversation: "c1"), 1, Cancel));
        Assert.Equal((talk.Knowledge.Time.GetUtcNow().ToUnixTimeMilliseconds(), "asked for by the visitor"), (tombstone.ErasedAtMs, tombstone.ErasedReason));
        Assert.Null((await talk.Store.FindAsync(tombstone.Id, Cancel))!.Content);
        Assert.All(await talk.Store.ListAsync(new AuditFilter(Conversation: "c2"), 9, Cancel), record => Assert.Null(record.ErasedAtMs));
    }

    [Fact]
    public async Task What_is_erased_before_it_is_sealed_is_sealed_all_the_same()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        await talk.Store.EraseAsync("c1", "asked for");
        Assert.Equal(1, await talk.Sealer.SealAsync(Cancel));
        Assert.Empty((await talk.VerifyAsync()).Faults);
    }

    [Fact]
    public async Task No_byte_of_what_was_erased_stays_in_the_database_files()
    {
        const string secret = "zylophantic";
        await using var talk = await AuditedTalk.BeginAsync();
        for (var i = 0; i < 50; i++) await talk.AnswerAsync("c2", $"Harmless {i}? {new string('x', i * 40)}");
        await talk.AnswerAsync("c1", $"How do I descale my {secret} kettle?");
        await talk.TamperAsync("DELETE FROM reply; DELETE FROM activity");
        await talk.Sealer.SealAsync(Cancel);
        Assert.True(Holds(talk, secret));

        await talk.Store.EraseAsync("c1", "asked for");
        await CompactAsync(talk);
        Assert.False(Holds(talk, secret));
        Assert.True(Holds(talk, "Harmless 49?"));
        Assert.Empty((await talk.VerifyAsync()).Faults);
    }

    private static bool Holds(AuditedTalk talk, string text) => Directory
        .EnumerateFiles(talk.Knowledge.DataFolder, "supportbot.db*")
        .Any(file => ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>As an operator does after an erasure.</summary>
    private static async Task CompactAsync(AuditedTalk talk)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(talk.Knowledge.DataFolder, "supportbot.db")};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
