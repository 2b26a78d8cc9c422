using System.CommandLine;

namespace SupportBot.Cli;

/// <summary>A command that does something: its options, and the one method that runs it.</summary>
internal abstract class RunnableCommand : Command
{
    private int _shared;

    protected RunnableCommand(string name, string description) : base(name, description) => SetAction(RunAsync);

    /// <summary>Runs the command. Exceptions become messages and exit codes in <see cref="SupportBotCommand"/>.</summary>
    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    /// <summary>Adds the command's own arguments and options; help lists them before the shared ones.</summary>
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
