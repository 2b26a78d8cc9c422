using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// Proposes training rows from conversations: answers that all raters liked, and agents' replies in resolved cases.
/// Personal data is replaced, and nothing that rests on an internal document is taken.
/// </summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="redaction">Replaces personal data.</param>
/// <param name="clock">The clock.</param>
public sealed class RowCollector(Database database, string brand, RowRedaction redaction, TimeProvider clock)
{
    private readonly RowEvidence _evidence = new(database, brand);
    private readonly AgentReplies _agents = new(database, brand);
    private readonly AuditStore _audit = new(database, brand);
    private readonly RatedReplies _rated = new(database, brand);
    private readonly TrainingRowStore _rows = new(database, brand, clock);

    /// <summary>Stores what conversations since a time offer; what was proposed before stays as it is.</summary>
    /// <param name="since">Only replies that were rated, and cases that ended, then or later.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<CollectedRows> CollectAsync(
        DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        List<RowCandidate> candidates = [];
        foreach (var reply in await _rated.ReadAsync(since, cancellationToken).ConfigureAwait(false))
            if (reply.Answer.Kind == AnswerKind.Answered && reply.Opinions.All(opinion => opinion.Helpful))
                candidates.Add(await OfRatedAsync(reply, cancellationToken).ConfigureAwait(false));
        foreach (var reply in await _agents.ReadAsync(since, cancellationToken).ConfigureAwait(false))
            candidates.Add(await OfAgentAsync(reply, cancellationToken).ConfigureAwait(false));
        var rows = candidates.Select(candidate => candidate.Row).OfType<TrainingRow>().ToList();
        var added = await _rows.AddAsync(rows, cancellationToken).ConfigureAwait(false);
        return new CollectedRows(candidates.Count, added, rows.Count - added,
            candidates.Where(candidate => candidate.Reason is not null)
                .CountBy(candidate => candidate.Reason!.Value).ToDictionary());
    }

    private async Task<RowCandidate> OfRatedAsync(RatedReply reply, CancellationToken cancellationToken)
    {
        var audited = reply.AuditId is null
            ? null
            : await _audit.FindAsync(reply.AuditId, cancellationToken).ConfigureAwait(false);
        if (audited?.Content is not { } content) return RowCandidate.Without(LeftOutReason.NoPassages);
        if (content.Translation is not null) return RowCandidate.Without(LeftOutReason.Translated);
        AuditedPassage[] cited =
        [
            .. content.Citations.Select(citation => PassageOf(citation, audited.Cited)).OfType<AuditedPassage>(),
        ];
        if (cited.Length == 0 || cited.Length < content.Citations.Count)
            return RowCandidate.Without(LeftOutReason.NoPassages);
        var found = await _evidence.ReadAsync(cited, cancellationToken).ConfigureAwait(false);
        if (found.Reason is { } reason) return RowCandidate.Without(reason);
        var lineage = new RowLineage(reply.ConversationId, reply.Number, CaseId: null, reply.AuditId);
        return await FinishAsync(
            RowOrigin.Rated, lineage, found, content.Understood.Length > 0 ? content.Understood : reply.Question,
            content.Answer, cancellationToken).ConfigureAwait(false);
    }

    // A long section is several passages, and the quote tells which.
    private static AuditedPassage? PassageOf(Citation citation, IReadOnlyList<CitedText> cited) =>
        cited.FirstOrDefault(one => one.Passage.DocumentId == citation.DocumentId
            && one.Passage.Section == citation.Section
            && one.Text?.Contains(citation.Quote, StringComparison.Ordinal) == true)?.Passage;

    private async Task<RowCandidate> OfAgentAsync(AgentReply reply, CancellationToken cancellationToken)
    {
        var audited = reply.AuditId is null
            ? null
            : await _audit.FindAsync(reply.AuditId, cancellationToken).ConfigureAwait(false);
        if (audited?.Content is not { Passages.Count: > 0 } content)
            return RowCandidate.Without(LeftOutReason.NoPassages);
        // A passage that customers may not see supports no reply to them.
        var found = await _evidence.ReadPublicAsync(content.Passages, cancellationToken).ConfigureAwait(false);
        if (found.Reason is { } reason) return RowCandidate.Without(reason);
        var question = content.Understood.Length > 0 ? content.Understood : content.Question;
        var draft = AgentReplies.Join(reply, found, question);
        if (draft is null) return RowCandidate.Without(LeftOutReason.NotSupported);
        var used = found with { Sources = [.. draft.Used.Select(place => found.Sources[place])] };
        var lineage = new RowLineage(reply.ConversationId, reply.Number, reply.CaseId, reply.AuditId);
        return await FinishAsync(
            RowOrigin.Agent, lineage, used, question, draft.Text, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RowCandidate> FinishAsync(
        RowOrigin origin, RowLineage lineage, FoundSources found, string question, string answer,
        CancellationToken cancellationToken)
    {
        var names = await _evidence.NamesAsync(lineage.ConversationId, cancellationToken).ConfigureAwait(false);
        var row = new TrainingRow
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Origin = origin,
            Language = found.Language,
            Question = redaction.Redact(question.Trim(), found.Language, names, found.Sources),
            Sources = found.Sources,
            Answer = redaction.Redact(answer.Trim(), found.Language, names, found.Sources),
            Lineage = lineage,
            CreatedAt = clock.GetUtcNow(),
        };
        return RowLimits.ProblemOf(row) is null
            ? new RowCandidate(row, null)
            : RowCandidate.Without(LeftOutReason.TooLong);
    }

    private sealed record RowCandidate(TrainingRow? Row, LeftOutReason? Reason)
    {
        public static RowCandidate Without(LeftOutReason reason) => new(null, reason);
    }
}

/// <summary>What came of a collection.</summary>
/// <param name="Considered">Replies that people approved of.</param>
/// <param name="Added">Rows that are new.</param>
/// <param name="Known">Replies that gave a row before.</param>
/// <param name="LeftOut">How many replies gave no row, by the reason.</param>
public sealed record CollectedRows(
    int Considered, int Added, int Known, IReadOnlyDictionary<LeftOutReason, int> LeftOut);

/// <summary>Why a reply gives no training row.</summary>
public enum LeftOutReason
{
    /// <summary>The audit does not have the passages behind it, or no longer.</summary>
    NoPassages,

    /// <summary>A passage is of an internal document, or of one that has become internal.</summary>
    Internal,

    /// <summary>A passage is of a document that is no longer there.</summary>
    Withdrawn,

    /// <summary>It was translated, so that it is not in the language of the passages.</summary>
    Translated,

    /// <summary>The agent wrote what no public passage says.</summary>
    NotSupported,

    /// <summary>It is longer than a row may be.</summary>
    TooLong,
}
