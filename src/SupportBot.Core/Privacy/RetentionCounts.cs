using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

/// <summary>How much data is stored, and how much of it has expired.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="rules">The retention periods.</param>
/// <param name="time">The clock.</param>
public sealed class RetentionCounts(Database database, string brand, RetentionRules rules, TimeProvider time)
{
    /// <summary>Counts, in one state of the database.</summary>
    public Task<IReadOnlyList<RetentionCount>> CountAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<RetentionCount>>(async session =>
        [
            await CountAsync(
                session, "activities", "activity", "stored_at < @before", rules.Conversations).ConfigureAwait(false),
            await CountAsync(
                session, "audit contents", "audit_content", "id < @first", rules.Audit).ConfigureAwait(false),
            await CountAsync(
                session, "document versions in the audit", "audited_version",
                $"cited_at < @cited AND {ExpiredVersions.IsNotLive}", rules.Audit).ConfigureAwait(false),
            await CountAsync(
                session, "days of usage by model", "usage", "day < @day", rules.Usage).ConfigureAwait(false),
            await CountAsync(
                session, "vectors", "passage_vectors", "used_at < @before", rules.Vectors).ConfigureAwait(false),
        ], cancellationToken);

    private async Task<RetentionCount> CountAsync(
        Session session, string what, string table, string isOver, TimeSpan? kept)
    {
        var before = kept is { } age ? time.GetUtcNow() - age : DateTimeOffset.UnixEpoch;
        var (all, over) = await session.FirstOrDefaultAsync<(long, long)>(
            $"SELECT COUNT(*), COUNT(CASE WHEN {isOver} THEN 1 END) FROM {table} WHERE brand = @brand",
            new
            {
                brand,
                before = before.ToUnixTimeMilliseconds(),
                first = ExpiredAuditContents.FirstKept(before),
                cited = ExpiredVersions.FirstKept(before),
                day = before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }).ConfigureAwait(false);
        return new RetentionCount(what, (int?)kept?.TotalDays, all, over);
    }
}

/// <param name="What">What is counted.</param>
/// <param name="Days">The retention period; null keeps it forever.</param>
/// <param name="Count">How much there is.</param>
/// <param name="Over">The expired part, which a running host removes within an hour.</param>
public sealed record RetentionCount(string What, int? Days, long Count, long Over);
