using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Settings;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Desks.Teams;

// The first messages of the threads, which show the state of their cases.
internal sealed partial class ThreadCards(
    CaseDirectory directory, DeskThreadStore threads, AgentStore agents, ConversationStore conversations,
    ThreadMessages messages, DeskChannel channel, IOptions<ServerOptions> server, ILogger<ThreadCards> log)
{
    private const int SummaryLength = 50;
    private const int SummaryBytes = 500_000;

    // The card of a case as it is now; null if the case is gone.
    public async Task<TeamsDeskCard?> FindAsync(string caseId, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(caseId, cancellationToken) is not { } listed) return null;
        var owner = listed.Case.AgentId is { } id ? await agents.FindAsync(id, cancellationToken) : null;
        var slice = await conversations.ReadAsync(
            listed.Case.ConversationId, Math.Max(0, listed.Case.Number - SummaryLength), SummaryLength, SummaryBytes,
            cancellationToken);
        var before = (slice?.Visible ?? []).Where(entry => entry.Number <= listed.Case.Number)
            .Select(ThreadReader.Read).OfType<ThreadItem>();
        var url = server.Value.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? $"{server.Value.PublicAddress}/console/cases/{caseId}"
            : "";
        var thread = await threads.FindAsync(caseId, cancellationToken);
        return new TeamsDeskCard(listed, CaseSummary.Of(before), owner?.Name, url, thread is { Doubtful: > 0 });
    }

    // Returns the pause before the next attempt; null if the thread shows the case as it is.
    public async Task<TimeSpan?> UpdateAsync(string caseId, CancellationToken cancellationToken)
    {
        if (channel.RefusedFor is { } refused) return refused;
        if (await ChangedAsync(caseId, cancellationToken) is null) return null;
        using var room = await messages.WaitForSpareAsync(cancellationToken);
        if (await ChangedAsync(caseId, cancellationToken) is not var (thread, card, hash)) return null;
        switch (await messages.UpdateAsync(thread.ThreadId!, thread.RootId!, card.Attachment(), cancellationToken))
        {
            case Sent.Failed { Status: 429 or 412 or 401 or 403 or >= 500 or null } failed:
                return channel.PauseAfter(caseId, failed);
            case Sent.Failed failed:
                NotUpdated(log, caseId, failed.Code, failed.Message);
                break;
        }
        // A card that Teams refuses, or that somebody deleted, is not tried again before the next change.
        await threads.SaveCardAsync(caseId, hash, cancellationToken);
        return null;
    }

    // Null if the thread shows the card as it is.
    private async Task<(DeskThread Thread, TeamsDeskCard Card, string Hash)?> ChangedAsync(
        string caseId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(caseId, cancellationToken) is not { ThreadId: not null, RootId: not null } thread
            || await FindAsync(caseId, cancellationToken) is not { } card)
            return null;
        var hash = TeamsDeskCard.HashOf(card.Content());
        return hash == thread.Card ? null : (thread, card, hash);
    }

    [LoggerMessage(LogLevel.Warning, "Teams did not take the card of case {CaseId}: {Code}: {Problem}")]
    private static partial void NotUpdated(ILogger log, string caseId, string code, string problem);
}
