using System.CommandLine;

namespace SupportBot.Cli;

internal abstract class ReportCommand : DataCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    protected ReportCommand(string name, string description) : base(name, description) => AddShared(_json);

    protected abstract Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var report = await ReportAsync(services, arguments, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(report.Json);
        else report.Show();
        return report.Succeeded ? 0 : 1;
    }
}

internal sealed record CommandReport(object Json, Action Show, bool Succeeded = true);
