using System.CommandLine;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

internal sealed class AuditExportCommand : DataCommand
{
    private readonly Option<string> _out = CommonOptions.Required("--out", "FILE", "The file to write: JSON lines.");

    public AuditExportCommand() : base("export", "Write the sealed records and the signed end of the chain. "
        + "Exit code 0: written; 1: nothing is sealed yet; 2: a setting or the file is wrong.") => Add(_out);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<AuditSealer>().SealAsync(cancellationToken);
        var file = Path.GetFullPath(arguments.GetValue(_out)!);
        var count = await AuditExport.WriteAsync(services.GetRequiredService<AuditStore>(), file, cancellationToken);
        Terminal.WriteLine(count > 0
            ? $"{file}: {count} records, and the signed end of the chain."
            : "Nothing is recorded yet.");
        return count > 0 ? 0 : 1;
    }
}
