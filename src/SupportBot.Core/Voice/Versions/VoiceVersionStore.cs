using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Versions;

/// <summary>The tuned models of a brand, and which of them write.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">Whose.</param>
/// <param name="clock">The clock.</param>
public sealed class VoiceVersionStore(Database database, string brand, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<VoiceVersion>> ListAsync(CancellationToken cancellationToken = default) =>
        [.. (await database.ReadAsync(
            session => session.QueryAsync<VoiceVersionRow>(
                $"SELECT {VoiceVersionRow.Columns} FROM voice_version WHERE brand = @brand ORDER BY number DESC",
                new { brand }), cancellationToken).ConfigureAwait(false)).Select(row => row.Version())];

    /// <summary>A version by its number; null if there is none.</summary>
    public Task<VoiceVersion?> FindAsync(int number, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => FindAsync(session, number), cancellationToken);

    /// <summary>The versions that write. It is read for each reply, so that a change takes effect at once.</summary>
    public async Task<VoiceRoster> RosterAsync(CancellationToken cancellationToken = default) =>
        RosterOf(await database.ReadAsync(LiveAsync, cancellationToken).ConfigureAwait(false));

    /// <summary>Adds a version whose training is about to start.</summary>
    public Task<VoiceVersion> AddAsync(
        string route, string baseModel, string dataset, CancellationToken cancellationToken = default) =>
        database.WriteAsync(async session =>
        {
            var number = 1 + (int)await session.ScalarAsync<long>(
                "SELECT COALESCE(MAX(number), 0) FROM voice_version WHERE brand = @brand",
                new { brand }).ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                INSERT INTO voice_version (brand, number, route, base_model, dataset, state, created_at, changed_at)
                VALUES (@brand, @number, @route, @baseModel, @dataset, 'training', @now, @now)
                """, new { brand, number, route, baseModel, dataset, now = Now }).ConfigureAwait(false);
            return (await FindAsync(session, number).ConfigureAwait(false))!;
        }, cancellationToken);

    /// <summary>Stores the trainer's id of the job.</summary>
    public Task StartedAsync(int number, string jobId) =>
        SetAsync(number, "job_id = @value", jobId, VoiceState.Training);

    /// <summary>Stores the result of the training.</summary>
    /// <returns>Whether the version was in training.</returns>
    public Task<bool> TrainedAsync(int number, string tunedModel) =>
        SetAsync(number, "state = 'trained', tuned_model = @value", tunedModel, VoiceState.Training);

    /// <summary>Ends a training without a result.</summary>
    /// <returns>Whether the version was in training.</returns>
    public Task<bool> FailedAsync(int number, string reason) =>
        SetAsync(number, "state = 'failed', reason = @value", reason, VoiceState.Training);

    /// <summary>Chooses another result of the training, such as a checkpoint, and forgets the deployment.</summary>
    /// <returns>Whether the version was trained and does not write yet.</returns>
    public Task<bool> ChooseAsync(int number, string tunedModel) => SetAsync(
        number, "state = 'trained', tuned_model = @value, model = '', evaluation = NULL", tunedModel,
        VoiceState.Trained, VoiceState.Evaluated, VoiceState.Retired);

    /// <summary>Stores the name by which the model is called.</summary>
    public Task DeployedAsync(int number, string model) => SetAsync(number, "model = @value", model);

    /// <summary>Stores an evaluation, and removes the counts of an earlier trial.</summary>
    /// <returns>Whether the version was trained and does not write.</returns>
    public Task<bool> EvaluatedAsync(int number, VoiceEvaluation evaluation) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(
            "DELETE FROM voice_reply_count WHERE brand = @brand AND number = @number",
            new { brand, number }).ConfigureAwait(false);
        return await SetAsync(
            session, number, "state = 'evaluated', reason = '', evaluation = @value",
            JsonSerializer.Serialize(evaluation, JsonSerializerOptions.Web),
            VoiceState.Trained, VoiceState.Evaluated, VoiceState.Retired).ConfigureAwait(false);
    });

    /// <summary>Moves a version one step forward, where its gate has passed and no other version is on trial.</summary>
    /// <param name="number">The version.</param>
    /// <param name="share">Percentage of the conversations in a canary, 1 to 99; null for 10.</param>
    /// <param name="isShared">Whether its server has one voice for all callers, so that there is no trial.</param>
    public Task<PromotionResult> PromoteAsync(int number, int? share, bool isShared = false) =>
        database.WriteAsync<PromotionResult>(async session =>
        {
            var version = await FindAsync(session, number).ConfigureAwait(false);
            var roster = RosterOf(await LiveAsync(session).ConfigureAwait(false));
            var step = PromotionStep.Next(version, roster, share, isShared);
            if (step is not PromotionStep.To next) return new PromotionResult.Refused(((PromotionStep.No)step).Reasons);
            var before = roster.Serving?.Number ?? 0;
            if (next.State == VoiceState.All && before > 0)
                await RetireAsync(session, before, $"replaced by v{number}").ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                UPDATE voice_version SET state = @state, share = @share, changed_at = @now,
                    replaces = CASE WHEN @state = 'all' THEN @before ELSE replaces END
                WHERE brand = @brand AND number = @number
                """,
                new
                {
                    brand, number, state = StoredName.Of(next.State), share = next.Share, before, now = Now,
                }).ConfigureAwait(false);
            return new PromotionResult.Promoted((await FindAsync(session, number).ConfigureAwait(false))!);
        });

    /// <summary>
    /// Takes the version on trial back or, without one, the version that serves: then the one that it replaced serves
    /// again, or the model of the settings.
    /// </summary>
    /// <param name="reason">Why.</param>
    /// <param name="only">Only this version; null for any.</param>
    /// <returns>Null if there is nothing to roll back.</returns>
    public Task<RolledBack?> RollBackAsync(string reason, int? only = null) =>
        database.WriteAsync(session => RollBackAsync(session, reason, only));

    /// <summary>Counts a reply that was written while a version is watched.</summary>
    /// <param name="number">The version that is watched.</param>
    /// <param name="isItsOwn">Whether that version wrote it; otherwise it is compared with it.</param>
    /// <param name="hasFailed">Whether a sentence failed a check of facts.</param>
    public Task CountAsync(int number, bool isItsOwn, bool hasFailed) => database.WriteAsync(
        session => session.ExecuteAsync(
            """
            INSERT INTO voice_reply_count (brand, number, writer, replies, failures)
            VALUES (@brand, @number, @writer, 1, @failures)
            ON CONFLICT (brand, number, writer) DO UPDATE SET replies = voice_reply_count.replies + 1,
                failures = voice_reply_count.failures + excluded.failures
            """, new { brand, number, writer = isItsOwn ? "candidate" : "base", failures = hasFailed ? 1 : 0 }));

    /// <summary>The replies of a version since its evaluation, and those that it is compared with.</summary>
    public async Task<(ReplyCount Own, ReplyCount Others)> CountsAsync(
        int number, CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<CountRow>(
                """
                SELECT writer AS Writer, replies AS Replies, failures AS Failures FROM voice_reply_count
                WHERE brand = @brand AND number = @number
                """, new { brand, number }), cancellationToken).ConfigureAwait(false);
        return (Of("candidate"), Of("base"));

        ReplyCount Of(string writer) => rows.FirstOrDefault(row => row.Writer == writer) is { } row
            ? new ReplyCount(row.Replies, row.Failures)
            : new ReplyCount(0, 0);
    }

    private async Task<RolledBack?> RollBackAsync(Session session, string reason, int? only)
    {
        var roster = RosterOf(await LiveAsync(session).ConfigureAwait(false));
        if (roster.Watched is not { } version || only is not null && only != version.Number) return null;
        await RetireAsync(session, version.Number, reason).ConfigureAwait(false);
        if (version.IsCandidate) return new RolledBack(version, roster.Serving);
        await session.ExecuteAsync(
            """
            UPDATE voice_version SET state = 'all', reason = '', changed_at = @now
            WHERE brand = @brand AND number = @Replaces AND state = 'retired'
            """, new { brand, version.Replaces, now = Now }).ConfigureAwait(false);
        return new RolledBack(version, RosterOf(await LiveAsync(session).ConfigureAwait(false)).Serving);
    }

    private async Task<VoiceVersion?> FindAsync(Session session, int number) =>
        (await session.FirstOrDefaultAsync<VoiceVersionRow>(
            $"SELECT {VoiceVersionRow.Columns} FROM voice_version WHERE brand = @brand AND number = @number",
            new { brand, number }).ConfigureAwait(false))?.Version();

    private Task<IReadOnlyList<VoiceVersionRow>> LiveAsync(Session session) =>
        session.QueryAsync<VoiceVersionRow>(
            $"""
            SELECT {VoiceVersionRow.Columns} FROM voice_version
            WHERE brand = @brand AND state IN ('shadow', 'canary', 'all')
            """, new { brand });

    private static VoiceRoster RosterOf(IReadOnlyList<VoiceVersionRow> rows)
    {
        var live = rows.Select(row => row.Version()).ToList();
        return new VoiceRoster(
            live.Find(version => version.State == VoiceState.All), live.Find(version => version.IsCandidate));
    }

    private Task<int> RetireAsync(Session session, int number, string reason) => session.ExecuteAsync(
        """
        UPDATE voice_version SET state = 'retired', share = 0, reason = @reason, changed_at = @now
        WHERE brand = @brand AND number = @number
        """, new { brand, number, reason, now = Now });

    private Task<bool> SetAsync(int number, string set, string value, params VoiceState[] from) =>
        database.WriteAsync(session => SetAsync(session, number, set, value, from));

    private async Task<bool> SetAsync(
        Session session, int number, string set, string value, params VoiceState[] from) =>
        await session.ExecuteAsync(
            $"""
            UPDATE voice_version SET {set}, changed_at = @now WHERE brand = @brand AND number = @number
                AND (@isAny = 1 OR state IN @states)
            """,
            new
            {
                brand, number, value, now = Now, isAny = from.Length == 0 ? 1 : 0,
                states = from.Select(StoredName.Of).DefaultIfEmpty("").ToArray(),
            }).ConfigureAwait(false) == 1;

    private sealed record CountRow(string Writer, long Replies, long Failures);
}

/// <summary>A version that was taken back.</summary>
/// <param name="Version">As it was before.</param>
/// <param name="Serving">The version that serves now; null for the model of the settings.</param>
public sealed record RolledBack(VoiceVersion Version, VoiceVersion? Serving);
