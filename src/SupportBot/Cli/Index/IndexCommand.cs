using System.CommandLine;

namespace SupportBot.Cli.Index;

/// <summary><c>supportbot index</c>: looks after the search index, which is made from the database.</summary>
internal sealed class IndexCommand : Command
{
    public IndexCommand() : base("index", "Look after the search index.")
    {
        Subcommands.Add(new IndexStatusCommand());
        Subcommands.Add(new IndexRebuildCommand());
        Subcommands.Add(new IndexCreateCommand());
        Subcommands.Add(new IndexSweepCommand());
        Subcommands.Add(new IndexSynonymsCommand());
    }
}
