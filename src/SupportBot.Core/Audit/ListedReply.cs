namespace SupportBot.Core.Audit;

/// <summary>A record with the question that it answers.</summary>
public sealed record ListedReply : AuditRecord
{
    internal const string Select =
        $"""
        SELECT {Columns}, CASE WHEN json_valid(c.content) THEN json_extract(c.content, '$.question') END AS Question
        FROM audit_record r LEFT JOIN audit_content c ON c.brand = r.brand AND c.id = r.id
        """;

    /// <summary>Null once it is erased.</summary>
    public string? Question { get; init; }
}
