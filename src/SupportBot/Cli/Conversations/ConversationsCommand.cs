using System.CommandLine;

namespace SupportBot.Cli.Conversations;

/// <summary><c>supportbot conversations</c>: what is kept of conversations, to be shown to those who ask for it, and erased for them.</summary>
internal sealed class ConversationsCommand : Command
{
    public ConversationsCommand() : base("conversations", "List, export and erase what is kept of conversations.")
    {
        Subcommands.Add(new ConversationsListCommand());
        Subcommands.Add(new ConversationsExportCommand());
        Subcommands.Add(new ConversationsEraseCommand());
    }
}
