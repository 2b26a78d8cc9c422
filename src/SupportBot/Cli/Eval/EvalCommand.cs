using System.CommandLine;

namespace SupportBot.Cli.Eval;

/// <summary><c>supportbot eval</c>: measures the parts of the bot on sets of questions.</summary>
internal sealed class EvalCommand : Command
{
    public EvalCommand() : base("eval", "Measure retrieval and answers on your own questions.")
    {
        Subcommands.Add(new EvalRetrievalCommand());
        Subcommands.Add(new EvalAnswersCommand());
    }
}
