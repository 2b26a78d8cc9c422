using System.CommandLine;
using SupportBot.Tuning;

namespace SupportBot.Cli.Tuning;

internal sealed class VoiceRollbackCommand : DataCommand
{
    public VoiceRollbackCommand() : base("rollback",
        "Take the version on trial back, or the one that writes for all. A running host follows at once. "
        + "Exit code 0: rolled back; 1: no version writes; 2: a setting is wrong.")
    {
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (back, hint) = await services.GetRequiredService<VoiceSwitch>()
            .RollBackAsync("rolled back by hand", only: null, cancellationToken);
        if (back is null)
        {
            Terminal.WriteError("No version writes, so there is nothing to roll back.");
            return 1;
        }
        var serving = back.Serving is { } version ? version.Id : "The model of the settings";
        Terminal.WriteLine($"{back.Version.Id} is taken back. {serving} writes for all conversations.");
        if (hint.Length > 0) Terminal.WriteLine(hint);
        return 0;
    }
}
