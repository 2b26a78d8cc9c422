using System.CommandLine;
using SupportBot.Diagnosis;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal sealed class DoctorCommand : RunnableCommand
{
    // The doctor reads only keys, tokens and error pages.
    private const int LargestResponse = 1024 * 1024;

    private readonly Option<string?> _package = CommonOptions.Text(
        "--package", "FILE", "A Teams app package to compare with the settings.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _docs = CommonOptions.Docs();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DoctorCommand() : base("doctor", "Check every setting live and say how to fix what is wrong. "
        + "Exit code 0: nothing is wrong; 1: something does not work; "
        + "2: settings are wrong, so the host does not start.") =>
        Add(_package, _data, _docs, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var examination = ExamineAsync(arguments, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(DoctorJson.Of(await examination));
        else DoctorConsole.Show(await Terminal.WaitAsync("Checking…", examination));
        return ExitCode(await examination);
    }

    // Reads the settings here, since an unreadable settings file is a finding as well.
    private async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(
        ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = Configuration.Read(CommonOptions.Overrides(
                ("Data:Path", arguments.GetValue(_data)), ("Docs:Path", arguments.GetValue(_docs))));
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
            {
                MaxResponseContentBufferSize = LargestResponse,
            };
            await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
                .AddSupportBot(configuration).AddDoctor(http, arguments.GetValue(_package)).BuildServiceProvider();
            return await services.GetRequiredService<Doctor>().ExamineAsync(cancellationToken);
        }
        catch (SettingsException e)
        {
            return [.. e.Messages.Select(SettingsCheck.Wrong)];
        }
    }

    internal static int ExitCode(IReadOnlyList<DoctorFinding> findings)
    {
        var wrong = findings.Where(finding => finding.Outcome == Outcome.Wrong).ToList();
        return wrong.Count == 0 ? 0 : wrong.Any(finding => finding.Check == SettingsCheck.Title) ? 2 : 1;
    }
}
