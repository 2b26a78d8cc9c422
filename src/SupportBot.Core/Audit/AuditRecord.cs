namespace SupportBot.Core.Audit;

/// <summary>The part of a reply's audit record that remains when its content is erased.</summary>
public record AuditRecord
{
    internal const string Columns = """
        r.id AS Id, r.conversation_id AS ConversationId, r.number AS Number, r.channel AS Channel, r.kind AS Kind,
        r.recorded_at AS RecordedAtMs, r.commitment AS Commitment, r.erased_at AS ErasedAtMs,
        r.erased_reason AS ErasedReason, r.position AS Position, r.sealed_at AS SealedAtMs, r.hash AS Hash
        """;

    /// <summary>32 hex digits that begin with the time.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>The turn's number in its conversation.</summary>
    public required long Number { get; init; }

    /// <summary><c>webchat</c>, <c>msteams</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>How it was answered, as <c>ask --json</c> names it.</summary>
    public required string Kind { get; init; }

    /// <summary>Unix time in milliseconds.</summary>
    public required long RecordedAtMs { get; init; }

    /// <summary>SHA-256 of the salt and the content, lower-case hex.</summary>
    public required string Commitment { get; init; }

    /// <summary>Unix time in milliseconds; null while the content is there.</summary>
    public long? ErasedAtMs { get; init; }

    /// <summary>Why it was erased; null while the content is there.</summary>
    public string? ErasedReason { get; init; }

    /// <summary>Its place in the chain, from 1; null until it is sealed.</summary>
    public long? Position { get; init; }

    /// <summary>Unix time in milliseconds; null until it is sealed.</summary>
    public long? SealedAtMs { get; init; }

    /// <summary>The chain's hash at its place, lower-case hex; null until it is sealed.</summary>
    public string? Hash { get; init; }
}
