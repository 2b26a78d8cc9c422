namespace SupportBot.Core.Privacy;

/// <summary>How long things are kept; null for ever.</summary>
/// <param name="Conversations">What was said in conversations and thought of it, from when it was stored.</param>
/// <param name="Audit">The content of audit records, and document versions that are not live, from when one last named them.</param>
/// <param name="Usage">What models took, by day.</param>
/// <param name="Vectors">Vectors from a model, from when they were last wanted.</param>
public sealed record RetentionRules(TimeSpan? Conversations, TimeSpan? Audit, TimeSpan? Usage, TimeSpan? Vectors);

/// <summary>What was removed since its time was over.</summary>
/// <param name="Activities">Entries of conversations' logs, with what belongs to them.</param>
/// <param name="AuditContents">Contents of audit records.</param>
/// <param name="Versions">Document versions that records named.</param>
/// <param name="UsageDays">Rows of a day and model.</param>
/// <param name="Vectors">Vectors.</param>
public sealed record Pruned(int Activities, int AuditContents, int Versions, int UsageDays, int Vectors)
{
    /// <summary>Whether anything was.</summary>
    public bool IsAny => this != new Pruned(0, 0, 0, 0, 0);
}
