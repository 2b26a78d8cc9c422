namespace SupportBot.Core.Privacy;

/// <summary>Retention periods; null keeps data forever.</summary>
/// <param name="Conversations">Messages, answers and feedback, from the time they were stored.</param>
/// <param name="Audit">
/// The content of audit records, and document versions that are not live, from when one last named them.
/// </param>
/// <param name="Usage">Model usage per day.</param>
/// <param name="Vectors">Vectors of a model, from their last use.</param>
public sealed record RetentionRules(TimeSpan? Conversations, TimeSpan? Audit, TimeSpan? Usage, TimeSpan? Vectors);

/// <summary>The expired data that was removed.</summary>
/// <param name="Activities">Entries of conversations' logs, with what belongs to them.</param>
/// <param name="AuditContents">Contents of audit records.</param>
/// <param name="Versions">Document versions that records named.</param>
/// <param name="UsageDays">Rows of a day and model.</param>
/// <param name="Vectors">Vectors.</param>
public sealed record Pruned(int Activities, int AuditContents, int Versions, int UsageDays, int Vectors)
{
    /// <summary>Whether anything was removed.</summary>
    public bool IsAny => this != new Pruned(0, 0, 0, 0, 0);
}
