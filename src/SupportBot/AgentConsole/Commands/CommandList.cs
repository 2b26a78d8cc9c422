namespace SupportBot.AgentConsole.Commands;

// What can be done now. Pages add their commands while they are open; the list asks them anew each time.
internal sealed class CommandList
{
    private readonly List<Func<IEnumerable<ConsoleCommand>>> _sources = [];

    // Raised when somebody asks for the palette or the list of keys.
    public event Action<bool>? Asked;

    public IDisposable Add(Func<IEnumerable<ConsoleCommand>> source)
    {
        _sources.Add(source);
        return new Removal(() => _sources.Remove(source));
    }

    public void Open(bool showsKeys) => Asked?.Invoke(showsKeys);

    // Those whose title holds all words of the text, those that begin with it first.
    public IReadOnlyList<ConsoleCommand> Find(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. _sources.SelectMany(source => source())
            .Where(command => words.All(word =>
                $"{command.Group} {command.Title}".Contains(word, StringComparison.CurrentCultureIgnoreCase)))
            .OrderByDescending(command =>
                command.Title.StartsWith(text.Trim(), StringComparison.CurrentCultureIgnoreCase))];
    }

    // Runs the command of a key; false if there is none now.
    public async Task<bool> RunAsync(string keys)
    {
        var command = _sources.SelectMany(source => source()).FirstOrDefault(each => each.Keys == keys);
        if (command is null) return false;
        await command.RunAsync();
        return true;
    }

    private sealed class Removal(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
