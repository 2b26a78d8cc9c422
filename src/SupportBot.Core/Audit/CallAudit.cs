using SupportBot.Core.Storage;

namespace SupportBot.Core.Audit;

/// <summary>Records what programs asked of the host. All calls of a caller are one conversation of the audit.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="clock">The clock.</param>
public sealed class CallAudit(Database database, string brand, TimeProvider clock)
{
    /// <summary>Appends a record.</summary>
    /// <param name="caller">Who called, such as <c>mcp:agents</c>: the conversation of the record.</param>
    /// <param name="channel">How they called, such as <c>mcp</c>.</param>
    /// <param name="call">What was called, and how much came back.</param>
    /// <param name="answered">The question and its answer; null for a call that is none.</param>
    public Task AddAsync(string caller, string channel, AuditedCall call, AnsweredTurn? answered)
    {
        var content = (answered is null ? AuditContent.Empty : AuditContent.Of(answered)) with { Call = call };
        var record = NewAuditRecord.Of(
            caller, 0, answered is null ? call.Tool : NewAuditRecord.Name(answered.Answer.Kind), content,
            NewAuditRecord.VersionsIn(answered), clock.GetUtcNow()) with { Channel = channel };
        return database.WriteAsync(async session =>
        {
            var last = await session.ScalarAsync<long>(
                "SELECT COALESCE(MAX(number), 0) FROM audit_record WHERE brand = @brand AND conversation_id = @caller",
                new { brand, caller }).ConfigureAwait(false);
            await AuditTable.AddAsync(session, brand, record with { Number = last + 1 }).ConfigureAwait(false);
        });
    }
}

/// <summary>A call of a tool, without what it was about.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Results">How many documents' sections, cases or answers came back.</param>
/// <param name="Bytes">Size of the result's JSON.</param>
/// <param name="Problem">Why the call was refused; null if it was not.</param>
public sealed record AuditedCall(string Tool, int Results, int Bytes, string? Problem = null);
