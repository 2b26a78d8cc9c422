namespace SupportBot.Tests.Audit;

public sealed class ChainTests
{
    private const string ThirdId = "(SELECT id FROM audit_record WHERE position = 3)";

    [Fact]
    public async Task A_chain_that_nobody_touched_is_whole()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(3);
        await talk.SealAsync(2);
        await talk.AnswerAsync("c3", "Not sealed yet?");
        var verdict = await talk.VerifyAsync();
        Assert.Equal((5, 1, 0), (verdict.Sealed, verdict.Waiting, verdict.Erased));
        Assert.Empty(verdict.Faults);
    }

    [Theory]
    [InlineData(
        "UPDATE audit_content SET content = replace(content, 'vinegar', 'lemon') WHERE id = " + ThirdId, 3,
        "content was edited")]
    [InlineData("UPDATE audit_content SET salt = zeroblob(32) WHERE id = " + ThirdId, 3, "content was edited")]
    [InlineData("DELETE FROM audit_content WHERE id = " + ThirdId, 3, "deleted without being erased")]
    [InlineData("UPDATE audit_record SET kind = 'refused' WHERE position = 3", 3, "edited or moved")]
    [InlineData("UPDATE audit_record SET recorded_at = recorded_at + 1 WHERE position = 3", 3, "edited or moved")]
    [InlineData("UPDATE audit_record SET conversation_id = 'c9' WHERE position = 3", 3, "edited or moved")]
    [InlineData("UPDATE audit_record SET hash = commitment WHERE position = 3", 3, "edited or moved")]
    [InlineData("DELETE FROM audit_record WHERE position = 3", 3, "A record is missing")]
    [InlineData("DELETE FROM audit_record WHERE position <= 2", 1, "up to position 2 are missing")]
    [InlineData(
        "UPDATE audit_record SET position = -1 WHERE position = 3; UPDATE audit_record SET position = 3 WHERE position "
            + "= 4; UPDATE audit_record SET position = 4 WHERE position = -1",
        3,
        "edited or moved")]
    [InlineData(
        "DELETE FROM audit_record WHERE position >= 4", 4, "cut off: it was signed up to position 5, and ends at 3")]
    [InlineData("DELETE FROM audit_head", 5, "signed end of the chain is missing")]
    [InlineData(
        "UPDATE audit_head SET position = 3, hash = (SELECT hash FROM audit_record WHERE position = 3); DELETE FROM "
            + "audit_record WHERE position > 3",
        3,
        "not signed with the key")]
    public async Task What_was_changed_is_named_with_its_place(string change, long position, string what)
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(5);
        await talk.TamperAsync(change);
        var first = (await talk.VerifyAsync()).Faults[0];
        Assert.Equal(position, first.Position);
        Assert.Contains(what, first.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM audit_record WHERE position > 3")]
    [InlineData("DELETE FROM audit_head; DELETE FROM audit_record WHERE position > 3")]
    public async Task A_chain_that_was_cut_off_shows_it_even_when_it_goes_on(string cut)
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(5);
        await talk.TamperAsync(cut);
        await talk.SealAsync(2);
        var fault = Assert.Single((await talk.VerifyAsync()).Faults);
        Assert.Equal(4, fault.Position);
        Assert.Contains("missing", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_was_put_back_to_an_earlier_state_does_not_fit_an_end_that_was_kept_elsewhere()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.SealAsync(3);
        var early = (await talk.HeadAsync())!;
        await talk.SealAsync(2);
        var late = (await talk.HeadAsync())!;
        Assert.Empty((await talk.VerifyAsync(early)).Faults);

        await talk.TamperAsync(
            $"DELETE FROM audit_record WHERE position > 3; UPDATE audit_head SET position = 3, hash = '{early.Hash}', "
                + $"signed_at = {early.SignedAtMs}, signature = '{early.Signature}'");
        Assert.Empty((await talk.VerifyAsync()).Faults);
        Assert.Contains(
            "the kept end is at position 5, the chain ends at 3",
            Assert.Single((await talk.VerifyAsync(late)).Faults).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_waits_for_its_seal_is_checked_too()
    {
        await using var talk = await AuditedTalk.BeginAsync();
        await talk.AnswerAsync("c1", "How do I descale it?");
        await talk.TamperAsync("UPDATE audit_content SET content = replace(content, 'vinegar', 'lemon')");
        Assert.Null(Assert.Single((await talk.VerifyAsync()).Faults).Position);
    }
}
