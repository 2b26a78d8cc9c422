using System.CommandLine;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Retention;

/// <summary><c>supportbot retention status</c>: how much is kept, and how much of it is over its time.</summary>
internal sealed class RetentionStatusCommand : Command
{
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public RetentionStatusCommand() : base("status", "Show how much is kept, for how long, and how much of it is over its time. Exit code 0: shown; 2: a setting is wrong.")
    {
        Options.Add(_data);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var amounts = await services.GetRequiredService<KeptAmounts>().CountAsync(cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(new { kept = amounts });
        else foreach (var amount in amounts) Terminal.WriteLine($"{amount.What,-30}  {amount.Count,9}  {(amount.Days is { } days ? $"kept for {days} days, {amount.Over} over that" : "kept for ever")}");
        return 0;
    }
}
