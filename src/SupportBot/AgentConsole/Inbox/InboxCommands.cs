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
    private const string Conversation = "Conversation";

    public IEnumerable<ConsoleCommand> List(
        Action<string?> goTo, Func<int, Task> move, Func<string, Task> setMode, Action toggleDetails,
        Func<string, Task> openMenu)
    {
        yield return new ConsoleCommand("next", "Next conversation", Conversation, () => move(1), "Alt+J");
        yield return new ConsoleCommand("previous", "Previous conversation", Conversation, () => move(-1), "Alt+K");
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
            yield return Command("claim", ConsoleTexts.Claim, new CaseCommand.Claim(agent.Id), "Alt+C");
        if (@case.Owner == ConversationOwner.Human && !isMine)
            yield return new ConsoleCommand(
                "take-over", ConsoleTexts.TakeOver, Conversation, () => openMenu("take-over"));
        yield return new ConsoleCommand("note", "Write a note", Conversation, () => setMode("note"), "Alt+P");
        if (!isMine) yield break;
        yield return new ConsoleCommand("reply", "Write a reply", Conversation, () => setMode("reply"), "Alt+L");
        yield return Command("resolve", ConsoleTexts.Resolve, new CaseCommand.Resolve(agent.Id), "Alt+E");
        yield return new ConsoleCommand("snooze", "Snooze …", Conversation, () => openMenu("snooze"), "Alt+M");
        yield return Command("snooze-hour", "Snooze for 1 hour", Snooze(time.GetUtcNow().AddHours(1)));
        yield return Command("snooze-day", "Snooze until tomorrow", Snooze(clock.Tomorrow(time.GetUtcNow())));
        yield return Command("queue", ConsoleTexts.ToQueue, new CaseCommand.Transfer(agent.Id, null));
        foreach (var other in board.Current.Agents.Where(load => load.IsPresent && load.Agent.Id != agent.Id))
            yield return Command(
                $"to-{other.Agent.Id}", $"Transfer to {other.Agent.Name}",
                new CaseCommand.Transfer(agent.Id, other.Agent.Id));
    }

    private CaseCommand.Snooze Snooze(DateTimeOffset until) => new(agent.Id, until);

    private ConsoleCommand Command(string id, string title, CaseCommand command, string keys = "") =>
        new(id, title, Conversation, () => execute(command), keys);

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
