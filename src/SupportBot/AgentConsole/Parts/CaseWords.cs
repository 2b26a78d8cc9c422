using System.Globalization;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Parts;

// What states, reasons and events are called.
internal static class CaseWords
{
    public static string Of(CaseState state) => state switch
    {
        CaseState.TimedOut => "Timed out",
        CaseState.Left => "Left by customer",
        _ => state.ToString(),
    };

    public static string Of(HandoffReason reason) => reason switch
    {
        HandoffReason.CustomerRequest => "The customer asked for a person.",
        HandoffReason.MissingKnowledge => "The documentation has no answer.",
        HandoffReason.UnsupportedRequest => "Only the team can do this.",
        HandoffReason.Policy => "The customer complained.",
        HandoffReason.ToolFailure => "The search was not available.",
        HandoffReason.PendingClarification => "The bot asked back repeatedly without finding an answer.",
        _ => "The customer reached a limit of the bot.",
    };

    public static string Short(HandoffReason reason) => reason switch
    {
        HandoffReason.CustomerRequest => "asked for a person",
        HandoffReason.MissingKnowledge => "no answer found",
        HandoffReason.UnsupportedRequest => "needs the team",
        HandoffReason.Policy => "complaint",
        HandoffReason.ToolFailure => "search failed",
        HandoffReason.PendingClarification => "unclear",
        _ => "limit reached",
    };

    // A kind of reply, as the audit names it.
    public static string ShortOfKind(string kind) => kind switch
    {
        "answered" => "answered",
        "refused" => "no answer found",
        "suggested" => "sections suggested",
        "clarify" => "asked back",
        "human" => "asked for a person",
        "smalltalk" => "small talk",
        _ => "search failed",
    };

    // By the kind of the bot's last answer, as the audit names it.
    public static string OfKind(string kind) => kind switch
    {
        "answered" => "It had answered from the documentation; the customer wanted more.",
        "refused" => "The documentation has no answer to the last question.",
        "suggested" => "It found sections that may help, and no direct answer.",
        "clarify" => "It asked back and got no clear question.",
        _ => "The documentation could not be searched.",
    };

    public static string Of(SupportCase @case, BrowserClock clock, DateTimeOffset now) =>
        @case is { State: CaseState.Snoozed, SnoozedUntil: { } until }
            ? ConsoleTexts.SnoozedUntil.Replace("{time}", clock.TimeOrDay(until, now), StringComparison.Ordinal)
            : Of(@case.State);

    public static string Of(ThreadItem.CaseChange change) =>
        Of(change.Happened.Kind, change.Happened.AgentId, change.AgentName == ConsoleTexts.You).For(change.AgentName);

    // With the end of a snooze.
    public static string Of(ThreadItem.CaseChange change, BrowserClock clock, DateTimeOffset now) =>
        change.Happened.Kind == CaseEventKind.Snoozed && DateTimeOffset.TryParse(
            change.Happened.Text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until)
                ? $"{Of(change)} until {clock.TimeOrDay(until, now)}"
                : Of(change);

    public static string Place(string title, string section) => section.Length > 0 ? $"{title}: {section}" : title;

    public static string NameOf(ListedCase listed) =>
        listed.CustomerName.Length > 0 ? listed.CustomerName : VisitorOf(listed.Case.ConversationId);

    public static string VisitorOf(string conversationId) => $"{ConsoleTexts.Anonymous} {conversationId.Cut(4)}";

    // {name} is the agent.
    private static string Of(CaseEventKind kind, string? agent, bool isYou) => kind switch
    {
        CaseEventKind.Offered => "The bot offered a person",
        CaseEventKind.Opened => "The customer waits for a person",
        CaseEventKind.Declined => "The customer declined the offer",
        CaseEventKind.Claimed => "{name} took the conversation",
        CaseEventKind.TakenOver => "{name} took it over",
        CaseEventKind.CustomerWrote => "The customer wrote",
        CaseEventKind.Replied => "{name} replied",
        CaseEventKind.Noted => "{name} noted",
        CaseEventKind.Transferred => agent is null ? "Given back to the queue"
            : isYou ? "Given to you" : "Given to {name}",
        CaseEventKind.Snoozed => "{name} snoozed it",
        CaseEventKind.Woken => "The snooze is over",
        CaseEventKind.Released =>
            $"Back in the queue, because {(isYou ? "you" : "{name}")} went offline or did not reply",
        CaseEventKind.Resolved => "{name} resolved it; the bot answers again",
        CaseEventKind.Left => "The customer ended it; the bot answers again",
        CaseEventKind.TimedOut => "Nobody took it in time; the bot answers again",
        CaseEventKind.Reopened => "The customer came back",
        _ => "The customer rated the help",
    };
}
