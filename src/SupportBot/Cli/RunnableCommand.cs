using System.CommandLine;

namespace SupportBot.Cli;

internal abstract class RunnableCommand : Command
{
    private int _shared;

    protected RunnableCommand(string name, string description) : base(name, description) => SetAction(RunAsync);

    // Returns the exit code. SupportBotCommand turns exceptions into messages and exit codes.
    public abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    // Adds the command's own arguments and options; help lists them before the shared ones.
    protected void Add(params ReadOnlySpan<Symbol> own)
    {
        foreach (var symbol in own)
            if (symbol is Argument argument) Arguments.Add(argument);
            else Options.Insert(Options.Count - _shared, (Option)symbol);
    }

    private protected void AddShared(Option option)
    {
        Options.Add(option);
        _shared++;
    }
}
