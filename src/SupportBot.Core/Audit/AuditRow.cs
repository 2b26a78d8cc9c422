namespace SupportBot.Core.Audit;

/// <summary>A record with its content.</summary>
internal sealed record AuditRow : AuditRecord
{
    public const string Select =
        $"""
        SELECT {Columns}, c.salt AS Salt, c.content AS Content
        FROM audit_record r LEFT JOIN audit_content c ON c.brand = r.brand AND c.id = r.id
        """;

    /// <summary>Null once it is erased.</summary>
    public byte[]? Salt { get; init; }

    /// <summary>JSON; null once it is erased.</summary>
    public string? Content { get; init; }
}
