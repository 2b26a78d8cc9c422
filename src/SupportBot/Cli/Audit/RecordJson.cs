using System.Text.Json.Serialization;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

// Times are ISO 8601 in UTC; null means not applicable or not yet.
internal sealed record RecordJson(
    string Id, string ConversationId, long Turn, string Channel, string Kind, string RecordedAt, string Commitment,
    string? ErasedAt, string? ErasedReason, long? Position, string? SealedAt, string? Hash)
{
    // Only in lists; otherwise the question is part of the content.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Question { get; init; }

    public static RecordJson Of(AuditRecord record) => new(
        record.Id, record.ConversationId, record.Number, record.Channel, record.Kind, JsonTime.Of(record.RecordedAtMs),
        record.Commitment,
        Time(record.ErasedAtMs), record.ErasedReason, record.Position, Time(record.SealedAtMs), record.Hash);

    private static string? Time(long? milliseconds) => milliseconds is { } ms ? JsonTime.Of(ms) : null;
}
