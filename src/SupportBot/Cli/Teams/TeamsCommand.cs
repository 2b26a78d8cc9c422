using System.CommandLine;

namespace SupportBot.Cli.Teams;

/// <summary><c>supportbot teams</c>: what is needed to bring the bot into Microsoft Teams.</summary>
internal sealed class TeamsCommand : Command
{
    public TeamsCommand() : base("teams", "Bring the bot into Microsoft Teams.") => Subcommands.Add(new TeamsPackageCommand());
}
