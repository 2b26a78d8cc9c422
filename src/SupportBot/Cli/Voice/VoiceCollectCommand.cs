using System.CommandLine;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceCollectCommand : ReportCommand
{
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();

    public VoiceCollectCommand() : base("collect",
        "Propose training rows from answers with a thumb up and from agents' replies, without personal data. "
        + "Exit code 0: done, even if there is nothing new; 2: a setting is wrong.") => Add(_days, _since);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var collected = await services.GetRequiredService<RowCollector>().CollectAsync(since, cancellationToken);
        return new(
            new
            {
                since,
                collected.Considered,
                collected.Added,
                collected.Known,
                leftOut = collected.LeftOut.ToDictionary(
                    one => char.ToLowerInvariant(one.Key.ToString()[0]) + one.Key.ToString()[1..], one => one.Value),
            },
            () => Show(collected, since));
    }

    private static void Show(CollectedRows collected, DateTimeOffset since)
    {
        Terminal.WriteLine($"{collected.Considered} approved replies since {since:yyyy-MM-dd}: "
            + $"{collected.Added} new rows, {collected.Known} known before.");
        foreach (var (reason, count) in collected.LeftOut.OrderByDescending(one => one.Value))
            Terminal.WriteLine($"  {count} left out: {Text(reason)}");
        if (collected.Added > 0) Terminal.WriteLine("Review them: supportbot voice review");
    }

    private static string Text(LeftOutReason reason) => reason switch
    {
        LeftOutReason.NoPassages => "the audit has no passages for it",
        LeftOutReason.Internal => "it rests on an internal document",
        LeftOutReason.Withdrawn => "its document is no longer there",
        LeftOutReason.Translated => "it was translated",
        LeftOutReason.NotSupported => "the agent wrote what no public passage says",
        _ => "it is too long",
    };
}
