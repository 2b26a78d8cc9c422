using System.CommandLine;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli.Gaps;

/// <summary><c>supportbot gaps</c>: what customers asked in vain, for whoever writes the documents.</summary>
internal sealed class GapsCommand : Command
{
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();
    private readonly Option<int> _top = CommonOptions.Top("How many groups of questions to show.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public GapsCommand() : base("gaps", "Show what customers asked in vain, grouped, with the nearest documents. Exit code 0: shown, even if there is nothing; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_days, _since, _top, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenAsync(arguments.GetValue(_data), cancellationToken);
        await services.GetRequiredService<IndexFollower>().CatchUpAsync(cancellationToken);
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var report = await services.GetRequiredService<GapFinder>().FindAsync(since, arguments.GetValue(_top), cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(GapsJson.Of(report));
        else GapsConsole.Show(report);
        return 0;
    }
}
