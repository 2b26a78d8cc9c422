using System.CommandLine;
using SupportBot.Core.Voice.Versions;
using SupportBot.Tuning;

namespace SupportBot.Cli.Tuning;

internal sealed class VoicePromoteCommand : DataCommand
{
    private const int MaxShare = 99;

    private readonly Argument<string> _version = VoiceVersionArgument.Create();
    private readonly Option<int> _canary = CommonOptions.Number(
        "--canary", "Percentage of the conversations in a canary.", 10, MaxShare);

    public VoicePromoteCommand() : base("promote",
        "Move a version one step forward: shadow, canary, all. A running host follows at once. "
        + "Exit code 0: promoted; 1: refused, with the reasons; 2: a setting is wrong.") => Add(_version, _canary);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var version = await VoiceVersionArgument.FindAsync(
            services, arguments.GetValue(_version)!, cancellationToken);
        var share = arguments.GetResult(_canary) is { Implicit: false } ? arguments.GetValue(_canary) : (int?)null;
        var result = await services.GetRequiredService<VoiceSwitch>()
            .PromoteAsync(version.Number, share, cancellationToken);
        if (result is PromotionResult.Refused { Reasons: var reasons })
        {
            foreach (var reason in reasons) Terminal.WriteError(reason);
            return 1;
        }
        Terminal.WriteLine(Describe(((PromotionResult.Promoted)result).Version));
        return 0;
    }

    private static string Describe(VoiceVersion version) => version.State switch
    {
        VoiceState.Shadow => $"{version.Id} writes in the shadow: its replies are checked and counted, and shown to "
            + $"nobody. Next: supportbot voice promote {version.Id} --canary 10",
        VoiceState.Canary => $"{version.Id} writes for {version.Share} % of the conversations. "
            + $"Next: supportbot voice promote {version.Id}",
        _ => $"{version.Id} writes for all conversations. Take it back with: supportbot voice rollback",
    };
}
