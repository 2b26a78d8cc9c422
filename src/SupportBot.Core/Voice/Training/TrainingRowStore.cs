using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Training;

/// <summary>The training rows of a brand.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="clock">The clock.</param>
public sealed class TrainingRowStore(Database database, string brand, TimeProvider clock)
{
    // Rows per write, since turns wait for it.
    private const int Batch = 100;

    private const string Columns =
        """
        id AS Id, state AS State, origin AS Origin, language AS Language, question AS Question, sources AS Sources,
        answer AS Answer, revision AS Revision, conversation_id AS ConversationId, number AS Number,
        case_id AS CaseId, audit_id AS AuditId, created_at AS CreatedAt, reviewed_at AS ReviewedAt,
        reviewed_by AS ReviewedBy
        """;

    /// <summary>
    /// Adds rows of which none is there yet. A row of a file whose text has changed replaces the earlier one; a row of
    /// a conversation that was erased meanwhile, or whose place gave a row before, is left out, and so are rows beyond
    /// <see cref="RowLimits.Rows"/>.
    /// </summary>
    /// <returns>The number of rows that were added or replaced.</returns>
    public async Task<int> AddAsync(IReadOnlyList<TrainingRow> rows, CancellationToken cancellationToken = default)
    {
        var added = 0;
        foreach (var some in rows.Chunk(Batch))
            added += await database.WriteAsync(async session =>
            {
                var count = 0;
                var held = await session.ScalarAsync<int>(
                    "SELECT COUNT(*) FROM training_row WHERE brand = @brand", new { brand }).ConfigureAwait(false);
                foreach (var row in some.Take(RowLimits.Rows - held))
                    count += await AddAsync(session, row).ConfigureAwait(false);
                return count;
            }, cancellationToken).ConfigureAwait(false);
        return added;
    }

    /// <summary>Rows, the oldest first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="most">The most that are read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<TrainingRow>> ListAsync(
        RowState? state, int most = RowLimits.Rows, CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<StoredRow>(
            $"""
            SELECT {Columns} FROM training_row WHERE brand = @brand AND (@state IS NULL OR state = @state)
            ORDER BY created_at, id LIMIT @most
            """,
            new { brand, state = state is { } one ? StoredName.Of(one) : null, most }), cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRow())];
    }

    /// <summary>A row; null if there is none with this id.</summary>
    public async Task<TrainingRow?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(session => session.FirstOrDefaultAsync<StoredRow>(
            $"SELECT {Columns} FROM training_row WHERE brand = @brand AND id = @id",
            new { brand, id }), cancellationToken).ConfigureAwait(false))?.ToRow();

    /// <summary>The number of rows in each state that has some.</summary>
    public async Task<IReadOnlyDictionary<RowState, long>> CountAsync(CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(session => session.QueryAsync<(string State, long Count)>(
            "SELECT state, COUNT(*) FROM training_row WHERE brand = @brand GROUP BY state",
            new { brand }), cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => StoredName.Parse<RowState>(row.State), row => row.Count);

    /// <summary>The documents that are live now.</summary>
    public async Task<KnownPages> PagesAsync(CancellationToken cancellationToken = default) =>
        new((await database.ReadAsync(session => session.QueryAsync<(string Id, string Title, string Audience)>(
            """
            SELECT d.id, v.title, v.audience FROM documents d JOIN document_versions v ON v.brand = d.brand
                AND v.document_id = d.id AND v.version = d.live_version
            WHERE d.brand = @brand
            """,
            new { brand }), cancellationToken).ConfigureAwait(false))
            .Select(page => new LivePage(page.Id, page.Title, AudienceName.Parse(page.Audience))));

    /// <summary>Accepts or rejects a row, and replaces its answer if another one is given.</summary>
    /// <param name="row">The row as the reviewer saw it.</param>
    /// <param name="state">The new state.</param>
    /// <param name="by">The reviewer's name or id.</param>
    /// <param name="answer">The edited answer; null to keep it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the row has been changed or erased since; then nothing was stored.</returns>
    public async Task<bool> ReviewAsync(
        TrainingRow row, RowState state, string by, string? answer = null,
        CancellationToken cancellationToken = default)
    {
        var isEdited = answer is not null && answer != row.Answer;
        return await database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE training_row SET state = @state, answer = @answer, revision = revision + @step,
                reviewed_at = @now, reviewed_by = @by
            WHERE brand = @brand AND id = @Id AND revision = @Revision
            """,
            new
            {
                brand, row.Id, row.Revision, state = StoredName.Of(state), answer = answer ?? row.Answer,
                step = isEdited ? 1 : 0, now = clock.GetUtcNow().ToUnixTimeMilliseconds(), by,
            }), cancellationToken).ConfigureAwait(false) == 1;
    }

    private Task<int> AddAsync(Session session, TrainingRow row) => session.ExecuteAsync(
        """
        INSERT INTO training_row (brand, id, state, origin, language, question, sources, answer, revision,
            conversation_id, number, case_id, audit_id, created_at)
        SELECT @brand, @Id, @state, @origin, @Language, @Question, @sources, @Answer, 1,
            @ConversationId, @Number, @CaseId, @AuditId, @createdAt
        WHERE @ConversationId IS NULL
            OR (EXISTS (SELECT 1 FROM conversation WHERE brand = @brand AND id = @ConversationId)
                AND NOT EXISTS (SELECT 1 FROM training_row WHERE brand = @brand
                    AND conversation_id = @ConversationId AND number = @Number))
        ON CONFLICT (brand, id) DO UPDATE SET state = excluded.state, language = excluded.language,
            question = excluded.question, sources = excluded.sources, answer = excluded.answer,
            revision = training_row.revision + 1, reviewed_at = NULL, reviewed_by = NULL
        WHERE training_row.origin = 'file' AND (training_row.question <> excluded.question
            OR training_row.sources <> excluded.sources OR training_row.answer <> excluded.answer
            OR training_row.language <> excluded.language)
        """,
        new
        {
            brand,
            row.Id,
            state = StoredName.Of(row.State),
            origin = StoredName.Of(row.Origin),
            row.Language,
            row.Question,
            sources = TrainingRow.Write(row.Sources),
            row.Answer,
            ConversationId = row.Lineage?.ConversationId,
            Number = row.Lineage?.Number,
            CaseId = row.Lineage?.CaseId,
            AuditId = row.Lineage?.AuditId,
            createdAt = row.CreatedAt.ToUnixTimeMilliseconds(),
        });

    private sealed record StoredRow
    {
        public required string Id { get; init; }
        public required string State { get; init; }
        public required string Origin { get; init; }
        public required string Language { get; init; }
        public required string Question { get; init; }
        public required string Sources { get; init; }
        public required string Answer { get; init; }
        public required long Revision { get; init; }
        public string? ConversationId { get; init; }
        public long? Number { get; init; }
        public string? CaseId { get; init; }
        public string? AuditId { get; init; }
        public required long CreatedAt { get; init; }
        public long? ReviewedAt { get; init; }
        public string? ReviewedBy { get; init; }

        public TrainingRow ToRow() => new()
        {
            Id = Id,
            State = StoredName.Parse<RowState>(State),
            Origin = StoredName.Parse<RowOrigin>(Origin),
            Language = Language,
            Question = Question,
            Sources = TrainingRow.ReadSources(Sources),
            Answer = Answer,
            Revision = Revision,
            Lineage = ConversationId is null ? null : new RowLineage(ConversationId, Number ?? 0, CaseId, AuditId),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            ReviewedAt = ReviewedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            ReviewedBy = ReviewedBy,
        };
    }
}
