using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Inbox;

// The views of the inbox.
public enum CaseFilter
{
    Mine,
    Waiting,
    All,
    Mentions,
    Ended,
}

internal static class CaseFilters
{
    public static string Title(CaseFilter filter) => filter switch
    {
        CaseFilter.Mine => ConsoleTexts.Mine,
        CaseFilter.Waiting => ConsoleTexts.Waiting,
        CaseFilter.All => ConsoleTexts.All,
        CaseFilter.Mentions => ConsoleTexts.Mentions,
        _ => ConsoleTexts.Ended,
    };

    public static string Nothing(CaseFilter filter) => filter switch
    {
        CaseFilter.Mine => ConsoleTexts.NothingMine,
        CaseFilter.Waiting => ConsoleTexts.NothingWaiting,
        CaseFilter.All => ConsoleTexts.NothingOpen,
        CaseFilter.Mentions => ConsoleTexts.NothingMentions,
        _ => ConsoleTexts.NothingEnded,
    };

    // Mine without those that rest; those in which a customer waits for an answer come first.
    public static IReadOnlyList<ListedCase> Select(
        CaseFilter filter, IReadOnlyList<ListedCase> open, IReadOnlyList<ListedCase> ended, string agentId,
        IReadOnlySet<string> mentioned) => filter switch
        {
            CaseFilter.Mine => [.. open.Where(each => IsOf(agentId, each.Case))
                .OrderByDescending(each => NeedsAnswer(each.Case))
                .ThenBy(each => each.Case.State == CaseState.Snoozed).ThenBy(each => each.Case.CustomerAt)],
            CaseFilter.Waiting => [.. open.Where(each => each.Case.State == CaseState.Waiting)],
            CaseFilter.All => open,
            CaseFilter.Mentions => [.. open.Where(each => mentioned.Contains(each.Case.Id))],
            _ => ended,
        };

    public static bool IsOf(string agentId, SupportCase @case) =>
        @case.AgentId == agentId && @case.Owner == ConversationOwner.Human;

    // Whether the customer wrote last.
    public static bool NeedsAnswer(SupportCase @case) =>
        @case.State is CaseState.Waiting or CaseState.Assigned
        || (@case.State == CaseState.Active && (@case.AgentAt is null || @case.CustomerAt > @case.AgentAt));
}
