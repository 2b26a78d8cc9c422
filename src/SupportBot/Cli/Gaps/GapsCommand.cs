using System.CommandLine;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;
using SupportBot.Logging;

namespace SupportBot.Cli.Gaps;

internal sealed class GapsCommand : ReportCommand
{
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();
    private readonly Option<int> _top = CommonOptions.Top("How many groups of questions to show.");

    private readonly Option<string?> _drafts = new("--drafts")
    {
        Description = "A folder for drafts of documents: an agent's answer for each group that has one.",
    };

    public GapsCommand() : base("gaps", "Show the questions without an answer, grouped, with the nearest documents. "
        + "Exit code 0: shown, even if there is nothing; 2: a setting is wrong.") => Add(_days, _since, _top, _drafts);

    protected override Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenAsync(arguments.GetValue(Data), cancellationToken);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IndexFollower>().CatchUpAsync(cancellationToken);
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var report = await services.GetRequiredService<GapFinder>()
            .FindAsync(since, arguments.GetValue(_top), cancellationToken);
        if (arguments.GetValue(_drafts) is { } folder)
            GapDrafts.Write(folder, report, services.GetRequiredService<Redactor>());
        return new(GapsJson.Of(report), () => GapsConsole.Show(report));
    }
}
