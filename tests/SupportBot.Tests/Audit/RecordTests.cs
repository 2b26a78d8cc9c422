using System.Text.Json.Nodes;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Tests.Answers;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Audit;

public sealed class RecordTests
{
    [Fact]
    public async Task A_reply_is_recorded_with_all_that_it_rested_on()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        var record = Assert.Single(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel));
        Assert.Equal(
            ("c1", 1, "webchat", "answered"), (record.ConversationId, record.Number, record.Channel, record.Kind));

        var reply = (await talk.Store.FindAsync(record.Id, Cancel))!;
        var content = reply.Content!;
        Assert.Equal(
            ("How do I descale it?", "How do I descale it? (kettle)", "en", "supported"),
            (content.Question, content.Understood, content.Language, content.Evidence.Reason));
        Assert.Equal(
            [(1, true, 0.8), (2, false, null)],
            content.Passages.Select(passage => (passage.Rank, passage.IsCited, passage.Cosine)));
        Assert.Equal((1, "offer"), (content.Checks.Passed, Assert.Single(content.Checks.Failed).Reason));
        Assert.Equal(("0a1b2c3d4e5f", 1), (content.VoiceVersion, content.Checks.Replaced));
        Assert.Equal("Pour in vinegar. [1]", content.Answer);
        Assert.Equal("Pour in vinegar.", Assert.Single(content.Citations).Quote);
        Assert.Equivalent(AuditedTalk.Call, Assert.Single(content.Calls), strict: true);
        Assert.Equal("Pour in vinegar.", Assert.Single(reply.Cited).Text);
    }

    [Fact]
    public async Task A_record_of_a_release_without_voice_versions_is_read_and_verified()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        var json = await talk.Knowledge.Database.ReadAsync(
            session => session.ScalarAsync<string>("SELECT content FROM audit_content"), Cancel);
        var old = JsonNode.Parse(json!)!.AsObject();
        Assert.True(old.Remove("voiceVersion") && old["checks"]!.AsObject().Remove("replaced"));
        var (salt, text) = (new byte[AuditChain.SaltLength], old.ToJsonString());
        await talk.TamperAsync($"""
            UPDATE audit_content SET salt = x'{Convert.ToHexStringLower(salt)}',
                content = '{text.Replace("'", "''", StringComparison.Ordinal)}';
            UPDATE audit_record SET commitment = '{AuditChain.Commitment(salt, text)}'
            """);
        Assert.Equal(1, await talk.Sealer.SealAsync(Cancel));

        Assert.Empty((await talk.VerifyAsync()).Faults);
        var record = Assert.Single(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel));
        var content = (await talk.Store.FindAsync(record.Id, Cancel))!.Content!;
        Assert.Equal(("", 0, 1), (content.VoiceVersion, content.Checks.Replaced, content.Checks.Passed));
    }

    [Fact]
    public async Task A_sentence_that_failed_is_kept_as_its_hash_alone()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        var json = await talk.Knowledge.Database.ReadAsync(
            session => session.ScalarAsync<string>("SELECT content FROM audit_content"), Cancel);
        Assert.DoesNotContain("free of charge", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activity")]
    [InlineData("reply")]
    [InlineData("audit_record")]
    [InlineData("audited_version")]
    public async Task A_turn_whose_end_could_not_be_stored_has_no_record_and_no_reply(string table)
    {
        await using var talk = await AuditedTalk.BeginAsync();
        var turn = await talk.TakeAsync("c1", "How do I descale it?");
        await talk.TamperAsync(
            $"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END");
        await Assert.ThrowsAsync<StorageException>(() => talk.EndAsync(turn, "How do I descale it?"));
        Assert.Empty(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel));
        Assert.Empty(await talk.Turns.HistoryAsync("c1", 9, Cancel));
        Assert.NotNull(await talk.Turns.NextAsync("c1", Cancel));
    }

    [Fact]
    public async Task A_turn_that_ends_twice_has_one_record()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        var turn = await talk.TakeAsync("c1", "Once?");
        Assert.NotNull(await talk.EndAsync(turn, "Once?"));
        Assert.Null(await talk.EndAsync(turn, "Once?"));
        Assert.Single(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel));
    }

    [Fact]
    public async Task The_text_that_was_cited_can_be_read_when_its_document_has_long_changed()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        for (var year = 1; year <= 3; year++)
            await talk.Knowledge.Store.ApplyAsync(
                "test", [Some.Document("kettle.md", $"Buy a new one, said year {year}.")], [], Cancel);
        await talk.Knowledge.Store.ApplyAsync("test", [], ["kettle.md"], Cancel);
        Assert.Empty(await talk.Knowledge.ChunksAsync());

        var id = Assert.Single(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel)).Id;
        var cited = Assert.Single((await talk.Store.FindAsync(id, Cancel))!.Cited);
        Assert.Equal(("Pour in vinegar.", true), (cited.Text, cited.IsGenuine));
        Assert.Equal(2, await VersionsAsync(talk));
        Assert.Equal(0, (await talk.VerifyAsync()).VersionsGone);

        await talk.TamperAsync("DELETE FROM document_versions; DELETE FROM chunks");
        Assert.Equal(1, (await talk.VerifyAsync()).VersionsGone);
        Assert.Null(Assert.Single((await talk.Store.FindAsync(id, Cancel))!.Cited).Text);
    }

    [Fact]
    public async Task A_document_that_changes_while_a_turn_rests_on_it_is_kept_for_that_turn()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        var turn = await talk.TakeAsync("c1", "How do I descale it?");
        var reply = await talk.ReplyAsync("How do I descale it?");
        await talk.Knowledge.Store.ApplyAsync("test", [Some.Document("kettle.md", "Use lemon.")], [], Cancel);
        await talk.Turns.EndAsync(turn, new TurnResult(TurnEnd.Done, [], reply));
        await talk.Knowledge.Store.ApplyAsync("test", [Some.Document("kettle.md", "Use nothing.")], [], Cancel);

        var id = Assert.Single(await talk.Store.ListAsync(new AuditFilter(), 9, Cancel)).Id;
        Assert.Equal("Pour in vinegar.", Assert.Single((await talk.Store.FindAsync(id, Cancel))!.Cited).Text);
    }

    [Fact]
    public async Task Records_are_listed_newest_first_by_day_conversation_and_kind()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "first?");
        talk.Knowledge.Time.Advance(TimeSpan.FromDays(1));
        await talk.AnswerAsync("c1", "second?");
        await talk.AnswerAsync("c2", "third?");
        var today = DateOnly.FromDateTime(talk.Knowledge.Time.GetUtcNow().UtcDateTime);
        Assert.Equal(["c2", "c1", "c1"], await ConversationsAsync(talk, new AuditFilter()));
        Assert.Equal(["c2", "c1"], await ConversationsAsync(talk, new AuditFilter(today)));
        Assert.Equal(["c1"], await ConversationsAsync(talk, new AuditFilter(today, "c1", "answered")));
        Assert.Empty(await ConversationsAsync(talk, new AuditFilter(Kind: "refused")));
    }

    [Fact]
    public async Task An_answer_hands_out_what_it_rested_on()
    {
        using var library = await Library.OfAsync([.. Shop.English]);
        var answer = await library.AskAsync("How do I opt out of telemetry?");
        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.NotEmpty(answer.Trace.Sentences);
        Assert.All(answer.Trace.Sentences, sentence => Assert.Equal("passed", sentence.Code));
        Assert.All(
            answer.Citations,
            citation =>
                Assert.Contains(answer.Trace.Passages, passage => passage.Chunk.DocumentId == citation.DocumentId));

        Assert.Empty((await library.AskAsync("hello")).Trace.Passages);
        var refused = await library.AskAsync("What is the speed of light in a vacuum?");
        Assert.Equal(AnswerKind.Refused, refused.Kind);
        Assert.Empty(refused.Trace.Sentences);
    }

    private static async Task<IEnumerable<string>> ConversationsAsync(AuditedTalk talk, AuditFilter filter) =>
        (await talk.Store.ListAsync(filter, 9, Cancel)).Select(record => record.ConversationId);

    private static Task<long> VersionsAsync(AuditedTalk talk) =>
        talk.Knowledge.Database.ReadAsync(
            session => session.ScalarAsync<long>("SELECT COUNT(*) FROM document_versions"), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
