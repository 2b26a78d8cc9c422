using System.CommandLine;

namespace SupportBot.Cli.Feedback;

/// <summary><c>supportbot feedback</c>: what visitors think of the answers.</summary>
internal sealed class FeedbackCommand : Command
{
    public FeedbackCommand() : base("feedback", "List the thumbs that visitors gave, and turn them into questions for eval answers.")
    {
        Subcommands.Add(new FeedbackListCommand());
        Subcommands.Add(new FeedbackExportCommand());
    }
}
