using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Training;

/// <summary>Reads the passages that an audit record names, as far as customers may see them today.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
internal sealed class RowEvidence(Database database, string brand)
{
    /// <summary>All of some passages; one that is internal, changed or gone spoils all.</summary>
    public async Task<FoundSources> ReadAsync(
        IReadOnlyList<AuditedPassage> passages, CancellationToken cancellationToken)
    {
        var read = await PassagesAsync(passages, cancellationToken).ConfigureAwait(false);
        if (read.FirstOrDefault(passage => passage.Reason is not null) is { Reason: { } reason })
            return new FoundSources([], "", reason);
        return Found(read);
    }

    /// <summary>Those of some passages that customers may see; a reason where there are none.</summary>
    public async Task<FoundSources> ReadPublicAsync(
        IReadOnlyList<AuditedPassage> passages, CancellationToken cancellationToken)
    {
        var read = await PassagesAsync(passages, cancellationToken).ConfigureAwait(false);
        var open = read.Where(passage => passage.Reason is null).ToList();
        return open.Count > 0 ? Found(open) : new FoundSources([], "", read[0].Reason);
    }

    /// <summary>Names of the customer that the conversation holds, and of all agents.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            """
            SELECT user_name FROM conversation
                WHERE brand = @brand AND id = @conversationId AND user_name IS NOT NULL
            UNION SELECT name FROM visitor_identity
                WHERE brand = @brand AND conversation_id = @conversationId AND name IS NOT NULL
            UNION SELECT subject FROM visitor_identity WHERE brand = @brand AND conversation_id = @conversationId
            UNION SELECT name FROM agent WHERE brand = @brand
            """,
            new { brand, conversationId }), cancellationToken);

    private Task<IReadOnlyList<ReadPassage>> PassagesAsync(
        IReadOnlyList<AuditedPassage> passages, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ReadPassage>>(async session =>
        {
            List<ReadPassage> read = [];
            foreach (var passage in passages)
                read.Add(await PassageAsync(session, passage).ConfigureAwait(false));
            return read;
        }, cancellationToken);

    private async Task<ReadPassage> PassageAsync(Session session, AuditedPassage passage)
    {
        var row = await session.FirstOrDefaultAsync<PassageRow>(
            """
            SELECT k.text AS Text, v.language AS Language, v.audience AS Audience, live.audience AS LiveAudience
            FROM chunks k
            JOIN document_versions v ON v.brand = k.brand AND v.document_id = k.document_id AND v.version = k.version
            LEFT JOIN documents d ON d.brand = k.brand AND d.id = k.document_id
            LEFT JOIN document_versions live ON live.brand = d.brand AND live.document_id = d.id
                AND live.version = d.live_version
            WHERE k.brand = @brand AND k.document_id = @DocumentId AND k.version = @Version AND k.ordinal = @Ordinal
            """,
            new { brand, passage.DocumentId, passage.Version, passage.Ordinal }).ConfigureAwait(false);
        if (row is null || TextHash.Of(row.Text) != passage.TextHash)
            return new ReadPassage(null, "", LeftOutReason.NoPassages);
        if (row.LiveAudience is null) return new ReadPassage(null, "", LeftOutReason.Withdrawn);
        if (AudienceName.Parse(row.Audience) != Audience.Public
            || AudienceName.Parse(row.LiveAudience) != Audience.Public)
            return new ReadPassage(null, "", LeftOutReason.Internal);
        return new ReadPassage(
            new RowSource(passage.DocumentId, passage.Section, row.Text) { Title = passage.Title }, row.Language, null);
    }

    // The bot writes from passages of one language.
    private static FoundSources Found(IReadOnlyList<ReadPassage> read) => new(
        [.. read.Where(passage => passage.Language == read[0].Language).Select(passage => passage.Source!)],
        read[0].Language, null);

    private sealed record ReadPassage(RowSource? Source, string Language, LeftOutReason? Reason);

    private sealed record PassageRow(string Text, string Language, string Audience, string? LiveAudience);
}

/// <param name="Sources">The passages, in their order.</param>
/// <param name="Language">Two-letter code of their language.</param>
/// <param name="Reason">Why there are none; null if there are some.</param>
internal sealed record FoundSources(IReadOnlyList<RowSource> Sources, string Language, LeftOutReason? Reason)
{
    /// <summary>As the checks of answers take them.</summary>
    public IReadOnlyList<Chunk> Chunks => new TrainingRow
    {
        Id = "", Origin = RowOrigin.Agent, Language = Language, Question = "", Sources = Sources, Answer = "",
    }.Passages;
}
