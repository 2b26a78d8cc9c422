using System.CommandLine;

namespace SupportBot.Cli.Docs;

/// <summary><c>supportbot docs</c>: looks after the documents themselves.</summary>
internal sealed class DocsCommand : Command
{
    public DocsCommand() : base("docs", "Look after the documents themselves.") =>
        Subcommands.Add(new DocsLintCommand());
}
