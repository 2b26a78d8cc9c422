using System.CommandLine;

namespace SupportBot.Cli.Retention;

/// <summary><c>supportbot retention</c>: how long what is kept.</summary>
internal sealed class RetentionCommand : Command
{
    public RetentionCommand() : base("retention", "Show how long what is kept, and remove what is over its time.")
    {
        Subcommands.Add(new RetentionStatusCommand());
        Subcommands.Add(new RetentionPruneCommand());
    }
}
