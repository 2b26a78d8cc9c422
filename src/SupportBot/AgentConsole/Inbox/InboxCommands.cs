using SupportBot.AgentConsole.Commands;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.Parts;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Inbox;

// What can be done in the inbox with the conversation that is open.
internal sealed class InboxCommands(
    CaseView? view, Agent agent, BrowserClock clock, CaseBoard board, TimeProvider time,
    Func<CaseCommand, Task<bool>> execute)
{
    public const string Note = "Alt+P";
    public const string Reply = "Alt+L";
    private const string Conversation = "Conversation";
    private const string Next = "Alt+J";
    private const string Previous = "Alt+K";
    private const string Claim = "Alt+C";
    private const string Resolve = "Alt+E";
    private const string SnoozeMenu = "Alt+M";

    // All keys with what they do, also those that have no use at the moment.
    public static readonly IReadOnlyList<(string Keys, string Title)> Keys =
    [
        (Next, "Next conversation"), (Previous, "Previous conversation"), (Claim, ConsoleTexts.Claim),
        (Reply, "Write a reply"), (Note, "Write a note"), (Resolve, ConsoleTexts.Resolve), (SnoozeMenu, "Snooze …"),
    ];

    public IEnumerable<ConsoleCommand> List(
        Action<string?> goTo, Func<int, Task> move, Func<string, Task> setMode, Action toggleDetails,
        Func<string, Task> openMenu)
    {
        yield return OfKeys("next", Next, () => move(1));
        yield return OfKeys("previous", Previous, () => move(-1));
        foreach (var command in view is null ? [] : ForCase(view.Case, setMode, openMenu)) yield return command;
        if (view is not null)
            yield return new ConsoleCommand("details", "Show or hide details", Conversation, () => Done(toggleDetails));
        foreach (var listed in board.Current.Cases.Where(each => each.Case.Id != view?.Case.Id).Take(50))
            yield return new ConsoleCommand(
                $"open-{listed.Case.Id}", $"{CaseWords.NameOf(listed)}: {listed.Case.Question}", "Open",
                () => Done(() => goTo(listed.Case.Id)));
    }

    private IEnumerable<ConsoleCommand> ForCase(
        SupportCase @case, Func<string, Task> setMode, Func<string, Task> openMenu)
    {
        var isMine = CaseFilters.IsOf(agent.Id, @case);
        if (@case.State == CaseState.Waiting)
            yield return OfKeys("claim", Claim, () => execute(new CaseCommand.Claim(agent.Id)));
        if (@case.Owner == ConversationOwner.Human && !isMine)
            yield return new ConsoleCommand(
                "take-over", ConsoleTexts.TakeOver, Conversation, () => openMenu("take-over"));
        yield return OfKeys("note", Note, () => setMode("note"));
        if (!isMine) yield break;
        yield return OfKeys("reply", Reply, () => setMode("reply"));
        yield return OfKeys("resolve", Resolve, () => execute(new CaseCommand.Resolve(agent.Id)));
        yield return OfKeys("snooze", SnoozeMenu, () => openMenu("snooze"));
        yield return Command("snooze-hour", "Snooze for 1 hour", Snooze(time.GetUtcNow().AddHours(1)));
        yield return Command("snooze-day", "Snooze until tomorrow", Snooze(clock.Tomorrow(time.GetUtcNow())));
        yield return Command("queue", ConsoleTexts.ToQueue, new CaseCommand.Transfer(agent.Id, null));
        foreach (var other in board.Current.Agents.Where(load => load.IsPresent && load.Agent.Id != agent.Id))
            yield return Command(
                $"to-{other.Agent.Id}", $"Transfer to {other.Agent.Name}",
                new CaseCommand.Transfer(agent.Id, other.Agent.Id));
    }

    private CaseCommand.Snooze Snooze(DateTimeOffset until) => new(agent.Id, until);

    private static ConsoleCommand OfKeys(string id, string keys, Func<Task> run) =>
        new(id, Keys.First(each => each.Keys == keys).Title, Conversation, run, keys);

    private ConsoleCommand Command(string id, string title, CaseCommand command) =>
        new(id, title, Conversation, () => execute(command));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
