using System.CommandLine;

namespace SupportBot.Cli.Audit;

/// <summary><c>supportbot audit</c>: why the bot said what it said, and proof that the record of it was not changed.</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand() : base("audit", "Show why the bot said what it said, and prove that the record of it was not changed.")
    {
        Subcommands.Add(new AuditListCommand());
        Subcommands.Add(new AuditShowCommand());
        Subcommands.Add(new AuditVerifyCommand());
        Subcommands.Add(new AuditExportCommand());
    }
}
