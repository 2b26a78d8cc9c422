namespace SupportBot.Core.Audit;

internal sealed record AuditRow : AuditRecord
{
    public const string Select =
        $"""
        SELECT {Columns}, c.salt AS Salt, c.content AS Content
        FROM audit_record r LEFT JOIN audit_content c ON c.brand = r.brand AND c.id = r.id
        """;

    // Null once the content is erased.
    public byte[]? Salt { get; init; }

    // JSON; null once the content is erased.
    public string? Content { get; init; }
}
