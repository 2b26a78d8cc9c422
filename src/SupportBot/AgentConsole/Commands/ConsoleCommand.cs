namespace SupportBot.AgentConsole.Commands;

// Something that an agent can do by the palette or a key, such as "Alt+E".
public sealed record ConsoleCommand(string Id, string Title, string Group, Func<Task> RunAsync, string Keys = "");
