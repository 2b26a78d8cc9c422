using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;

namespace SupportBot.Tuning;

// Promotes and rolls back, and tells the server of adapters. The database decides who writes; the server follows.
internal sealed class VoiceSwitch(VoiceVersionStore versions, IServiceProvider services)
{
    private readonly VoiceTrainer? _trainer = services.GetService<VoiceTrainer>();
    private readonly ITuningRoute? _route = services.GetService<ITuningRoute>();

    public async Task<PromotionResult> PromoteAsync(int number, int? share, CancellationToken cancellationToken)
    {
        var isShared = _route?.IsShared == true;
        var result = await versions.PromoteAsync(number, share, isShared);
        if (!isShared || result is not PromotionResult.Promoted { Version: var version }) return result;
        if (await _trainer!.DeployAsync(version, cancellationToken) is not TuningResult<VoiceVersion>.Failed failed)
            return result;
        await versions.RollBackAsync(failed.Reason, number);
        return new PromotionResult.Refused([failed.Reason]);
    }

    // The hint says what is left to do by hand; it is empty for nothing.
    public async Task<(RolledBack? RolledBack, string Hint)> RollBackAsync(
        string reason, int? only, CancellationToken cancellationToken)
    {
        if (await versions.RollBackAsync(reason, only) is not { } back) return (null, "");
        if (_trainer is null || _route!.Name != back.Version.Route) return (back, "");
        var hint = await _trainer.WithdrawAsync(back.Version, cancellationToken) switch
        {
            TuningResult<string>.Succeeded { Value: var left } => left,
            TuningResult<string>.Failed { Reason: var why } => $"The server could not be told: {why}",
            _ => "",
        };
        if (_route.IsShared && back.Serving is { } serving
            && await _trainer.DeployAsync(serving, cancellationToken) is TuningResult<VoiceVersion>.Failed failed)
            hint = failed.Reason;
        return (back, hint);
    }
}
