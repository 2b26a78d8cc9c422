using System.Text.Json.Serialization;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

/// <summary>One record as <c>--json</c> and the export print it; times are ISO 8601 in UTC. What is null does not apply, or not yet.</summary>
internal sealed record RecordJson(
    string Id, string ConversationId, long Turn, string Channel, string Kind, string RecordedAt, string Commitment,
    string? ErasedAt, string? ErasedReason, long? Position, string? SealedAt, string? Hash)
{
    /// <summary>Where records are listed; elsewhere it stands in their content.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Question { get; init; }

    public static RecordJson Of(AuditRecord record) => new(
        record.Id, record.ConversationId, record.Number, record.Channel, record.Kind, JsonTime.Of(record.RecordedAtMs), record.Commitment,
        Time(record.ErasedAtMs), record.ErasedReason, record.Position, Time(record.SealedAtMs), record.Hash);

    private static string? Time(long? milliseconds) => milliseconds is { } ms ? JsonTime.Of(ms) : null;
}
