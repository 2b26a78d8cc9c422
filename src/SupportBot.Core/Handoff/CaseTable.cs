using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

internal static class CaseTable
{
    // Conditions on a row. People work on a case, or the customer waits for them.
    public const string WithPeople = "state IN ('waiting', 'assigned', 'active', 'snoozed')";
    public const string IsOpen = "state IN ('offered', 'waiting', 'assigned', 'active', 'snoozed')";

    private const string Columns =
        """
        id AS Id, conversation_id AS ConversationId, number AS Number, state AS State, reason AS Reason,
        question AS Question, language AS Language, skill AS Skill, agent_id AS AgentId, opened_at AS OpenedAt,
        assigned_at AS AssignedAt, customer_at AS CustomerAt, agent_at AS AgentAt, snoozed_until AS SnoozedUntil,
        ended_at AS EndedAt, ended_number AS EndedNumber, rating AS Rating, rating_reason AS RatingReason,
        rating_comment AS RatingComment
        """;

    public static async Task<IReadOnlyList<SupportCase>> QueryAsync(Session session, string where, object parameters) =>
        [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM handoff_case WHERE {where}", parameters)
            .ConfigureAwait(false)).Select(row => row.ToCase())];

    public static async Task<SupportCase?> FindAsync(Session session, string brand, string caseId) =>
        await QueryAsync(session, "brand = @brand AND id = @caseId", new { brand, caseId }).ConfigureAwait(false)
            is [var found, ..] ? found : null;

    // Returns null, and changes nothing, if the conversation has an open case.
    public static async Task<SupportCase?> OpenAsync(
        Session session, string brand, string conversationId, long number, HandoffAction.Open open, DateTimeOffset now)
    {
        var opened = new SupportCase
        {
            Id = open.CaseId,
            ConversationId = conversationId, Number = number, Reason = open.Reason, Question = open.Question,
            State = open.IsOffer ? CaseState.Offered : CaseState.Waiting, Language = open.Language, Skill = open.Skill,
            OpenedAt = now, CustomerAt = now,
        };
        var row = Row.Of(opened);
        var added = await session.ExecuteAsync(
            $"""
            INSERT INTO handoff_case (brand, id, conversation_id, number, state, reason, question, language, skill,
                opened_at, customer_at)
            VALUES (@brand, @Id, @ConversationId, @Number, @State, @Reason, @Question, @Language, @Skill,
                @OpenedAt, @CustomerAt)
            ON CONFLICT (brand, conversation_id) WHERE {IsOpen} DO NOTHING
            """,
            new
            {
                brand, row.Id, row.ConversationId, row.Number, row.State, row.Reason, row.Question, row.Language,
                row.Skill, row.OpenedAt, row.CustomerAt,
            }).ConfigureAwait(false);
        if (added == 0) return null;
        await SetOwnerAsync(session, brand, opened).ConfigureAwait(false);
        var kind = open.IsOffer ? CaseEventKind.Offered : CaseEventKind.Opened;
        await AddEventAsync(session, brand, opened, kind, agentId: null, "", now).ConfigureAwait(false);
        await CaseWebhookTable.AppendAsync(session, brand, before: null, opened, now).ConfigureAwait(false);
        return opened;
    }

    public static async Task UpdateAsync(Session session, string brand, SupportCase next)
    {
        var row = Row.Of(next);
        await session.ExecuteAsync(
            """
            UPDATE handoff_case SET state = @State, agent_id = @AgentId, opened_at = @OpenedAt,
                assigned_at = @AssignedAt, customer_at = @CustomerAt, agent_at = @AgentAt,
                snoozed_until = @SnoozedUntil, ended_at = @EndedAt, ended_number = @EndedNumber, rating = @Rating,
                rating_reason = @RatingReason, rating_comment = @RatingComment
            WHERE brand = @brand AND id = @Id
            """,
            new
            {
                brand, row.Id, row.State, row.AgentId, row.OpenedAt, row.AssignedAt, row.CustomerAt, row.AgentAt,
                row.SnoozedUntil, row.EndedAt, row.EndedNumber, row.Rating, row.RatingReason, row.RatingComment,
            }).ConfigureAwait(false);
        await SetOwnerAsync(session, brand, next).ConfigureAwait(false);
    }

    // Events after a sequence number, oldest first.
    public static async Task<IReadOnlyList<CaseEvent>> EventsAsync(Session session, string where, object parameters) =>
        [.. (await session.QueryAsync<EventRow>(
            $"""
            SELECT sequence AS Sequence, case_id AS CaseId, conversation_id AS ConversationId, number AS Number,
                kind AS Kind, agent_id AS AgentId, text AS Text, at AS At
            FROM case_event WHERE brand = @brand AND sequence > @after {where} ORDER BY sequence LIMIT @most
            """, parameters).ConfigureAwait(false)).Select(row => row.ToEvent())];

    public static Task AddEventAsync(
        Session session, string brand, SupportCase @case, CaseEventKind kind, string? agentId, string text,
        DateTimeOffset now) => session.ExecuteAsync(
        """
        INSERT INTO case_event (brand, conversation_id, number, case_id, kind, agent_id, text, at)
        VALUES (@brand, @ConversationId,
            (SELECT last_number FROM conversation WHERE brand = @brand AND id = @ConversationId),
            @Id, @kind, @agentId, @text, @at)
        """,
        new
        {
            brand, @case.ConversationId, @case.Id, kind = StoredName.Of(kind), agentId, text,
            at = now.ToUnixTimeMilliseconds(),
        });

    public static async Task<ConversationOwner> OwnerAsync(Session session, string brand, string conversationId) =>
        StoredName.Parse<ConversationOwner>(await session.ScalarAsync<string>(
            "SELECT owner FROM conversation WHERE brand = @brand AND id = @conversationId",
            new { brand, conversationId }).ConfigureAwait(false) ?? "bot");

    public static Task<long> LastNumberAsync(Session session, string brand, string conversationId) =>
        session.ScalarAsync<long>(
            "SELECT last_number FROM conversation WHERE brand = @brand AND id = @conversationId",
            new { brand, conversationId });

    private static Task<int> SetOwnerAsync(Session session, string brand, SupportCase @case) => session.ExecuteAsync(
        "UPDATE conversation SET owner = @owner WHERE brand = @brand AND id = @ConversationId",
        new { brand, @case.ConversationId, owner = StoredName.Of(@case.Owner) });

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string ConversationId { get; init; }
        public long Number { get; init; }
        public required string State { get; init; }
        public required string Reason { get; init; }
        public required string Question { get; init; }
        public required string Language { get; init; }
        public required string Skill { get; init; }
        public string? AgentId { get; init; }
        public long OpenedAt { get; init; }
        public long? AssignedAt { get; init; }
        public long CustomerAt { get; init; }
        public long? AgentAt { get; init; }
        public long? SnoozedUntil { get; init; }
        public long? EndedAt { get; init; }
        public long? EndedNumber { get; init; }
        public long? Rating { get; init; }
        public string? RatingReason { get; init; }
        public string? RatingComment { get; init; }

        public static Row Of(SupportCase @case) => new()
        {
            Id = @case.Id, ConversationId = @case.ConversationId, Number = @case.Number,
            State = StoredName.Of(@case.State),
            Reason = StoredName.Of(@case.Reason), Question = @case.Question, Language = @case.Language,
            Skill = @case.Skill, AgentId = @case.AgentId, OpenedAt = Milliseconds(@case.OpenedAt),
            AssignedAt = Milliseconds(@case.AssignedAt),
            CustomerAt = Milliseconds(@case.CustomerAt), AgentAt = Milliseconds(@case.AgentAt),
            SnoozedUntil = Milliseconds(@case.SnoozedUntil), EndedAt = Milliseconds(@case.EndedAt),
            EndedNumber = @case.EndedNumber, Rating = @case.Rating, RatingReason = @case.RatingReason,
            RatingComment = @case.RatingComment,
        };

        public SupportCase ToCase() => new()
        {
            Id = Id, ConversationId = ConversationId, Number = Number, State = StoredName.Parse<CaseState>(State),
            Reason = StoredName.Parse<HandoffReason>(Reason), Question = Question, Language = Language, Skill = Skill,
            AgentId = AgentId, OpenedAt = Time(OpenedAt), AssignedAt = Time(AssignedAt), CustomerAt = Time(CustomerAt),
            AgentAt = Time(AgentAt), SnoozedUntil = Time(SnoozedUntil), EndedAt = Time(EndedAt),
            EndedNumber = EndedNumber, Rating = (int?)Rating, RatingReason = RatingReason,
            RatingComment = RatingComment,
        };

        private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

        private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

        private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? Time(known) : null;
    }

    private sealed record EventRow
    {
        public long Sequence { get; init; }
        public required string CaseId { get; init; }
        public required string ConversationId { get; init; }
        public long Number { get; init; }
        public required string Kind { get; init; }
        public string? AgentId { get; init; }
        public required string Text { get; init; }
        public long At { get; init; }

        public CaseEvent ToEvent() => new(
            Sequence, CaseId, ConversationId, Number, StoredName.Parse<CaseEventKind>(Kind), AgentId, Text,
            DateTimeOffset.FromUnixTimeMilliseconds(At));
    }
}
